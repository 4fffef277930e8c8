package io.galena.controlplane.policy;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.table.PolicyStore;
import io.galena.controlplane.table.ResourcePolicy;
import io.galena.controlplane.table.TableStore;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code DeleteResourcePolicy}: detaches the policy of a table or stream; that there is none is no error. */
@Component
final class DeleteResourcePolicy implements Operation<DeleteResourcePolicy.Request, DeleteResourcePolicy.Answer> {
    private final CatalogDatabase database;
    private final TableStore tables;
    private final PolicyStore policies;

    DeleteResourcePolicy(CatalogDatabase database, TableStore tables, PolicyStore policies) {
        this.database = database;
        this.tables = tables;
        this.policies = policies;
    }

    @Override
    public String name() {
        return "DeleteResourcePolicy";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request(PolicyResource.of(input, caller), ExpectedRevision.of(input));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        return database.change(_ -> {
            var resource = request.resource();
            var table = resource.require(tables, policies, caller);
            var present = policies.find(table.id(), resource.stream());
            request.expected().require(present);
            policies.delete(table.id(), resource.stream());
            return new Answer(present.map(ResourcePolicy::revisionId));
        });
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        answer.revisionId().ifPresent(revision -> json.writeStringProperty("RevisionId", revision));
    }

    /** What to detach from what. */
    record Request(PolicyResource resource, ExpectedRevision expected) {}

    /** The revision that was detached, if there was one. */
    record Answer(Optional<String> revisionId) {}
}
