package io.galena.controlplane.policy;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.definition.PolicyDocument;
import io.galena.controlplane.table.PolicyStore;
import io.galena.controlplane.table.ResourcePolicy;
import io.galena.controlplane.table.TableStore;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code PutResourcePolicy}: attaches a policy to a table or stream. The same text again is the same revision. */
@Component
final class PutResourcePolicy implements Operation<PutResourcePolicy.Request, ResourcePolicy> {
    private final CatalogDatabase database;
    private final TableStore tables;
    private final PolicyStore policies;
    private final InstantSource time;

    PutResourcePolicy(
            CatalogDatabase database,
            TableStore tables,
            PolicyStore policies,
            @Qualifier("controlPlaneTime") InstantSource time) {
        this.database = database;
        this.tables = tables;
        this.policies = policies;
        this.time = time;
    }

    @Override
    public String name() {
        return "PutResourcePolicy";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        // Nobody can shut themselves out while requests are not judged by policies.
        input.bool("ConfirmRemoveSelfResourceAccess");
        var resource = PolicyResource.of(input, caller);
        return new Request(
                resource,
                PolicyDocument.read(input, "Policy", resource.arn()).orElseThrow(),
                ExpectedRevision.of(input));
    }

    @Override
    public ResourcePolicy handle(Request request, Caller caller) {
        return database.change(_ -> {
            var resource = request.resource();
            var table = resource.require(tables, policies, caller);
            var present = policies.find(table.id(), resource.stream());
            request.expected().require(present);
            var text = request.document().text();
            if (present.isPresent() && present.get().text().equals(text)) {
                return present.get();
            }
            var revisionId = newRevision(present);
            policies.put(table.id(), resource.stream(), request.document(), revisionId);
            return new ResourcePolicy(text, revisionId);
        });
    }

    /** Never that of the one before, whatever the clock says. */
    private String newRevision(Optional<ResourcePolicy> present) {
        var last = present.map(policy -> Long.parseLong(policy.revisionId())).orElse(0L);
        return Long.toString(Math.max(time.millis(), last + 1));
    }

    @Override
    public void write(ResourcePolicy answer, JsonGenerator json) {
        json.writeStringProperty("RevisionId", answer.revisionId());
    }

    /** What to attach, to what. */
    record Request(PolicyResource resource, PolicyDocument document, ExpectedRevision expected) {}
}
