package io.galena.controlplane.policy;

import io.galena.controlplane.table.PolicyStore;
import io.galena.controlplane.table.ResourcePolicy;
import io.galena.controlplane.table.TableStore;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code GetResourcePolicy}: the policy of a table or stream, as it was given. */
@Component
final class GetResourcePolicy implements Operation<PolicyResource, ResourcePolicy> {
    private final TableStore tables;
    private final PolicyStore policies;

    GetResourcePolicy(TableStore tables, PolicyStore policies) {
        this.tables = tables;
        this.policies = policies;
    }

    @Override
    public String name() {
        return "GetResourcePolicy";
    }

    @Override
    public PolicyResource read(Structure input, Caller caller) {
        return PolicyResource.of(input, caller);
    }

    @Override
    public ResourcePolicy handle(PolicyResource resource, Caller caller) {
        var table = resource.require(tables, policies, caller);
        return policies.find(table.id(), resource.stream()).orElseThrow(ExpectedRevision::notFound);
    }

    @Override
    public void write(ResourcePolicy answer, JsonGenerator json) {
        json.writeStringProperty("Policy", answer.text());
        json.writeStringProperty("RevisionId", answer.revisionId());
    }
}
