package io.galena.controlplane.account;

import io.galena.controlplane.definition.ThroughputLimits;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeLimits}: how much throughput an account can provision. */
@Component
final class DescribeLimits implements Operation<DescribeLimits.Request, ThroughputLimits> {
    private final ThroughputLimits limits;

    DescribeLimits(ThroughputLimits limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "DescribeLimits";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request();
    }

    @Override
    public ThroughputLimits handle(Request request, Caller caller) {
        return limits;
    }

    @Override
    public void write(ThroughputLimits answer, JsonGenerator json) {
        json.writeNumberProperty("AccountMaxReadCapacityUnits", answer.accountRead());
        json.writeNumberProperty("AccountMaxWriteCapacityUnits", answer.accountWrite());
        json.writeNumberProperty("TableMaxReadCapacityUnits", answer.tableRead());
        json.writeNumberProperty("TableMaxWriteCapacityUnits", answer.tableWrite());
    }

    /** Asks for nothing in particular. */
    record Request() {}
}
