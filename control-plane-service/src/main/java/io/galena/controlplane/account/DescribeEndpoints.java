package io.galena.controlplane.account;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeEndpoints}: the address that clients are to use, which is the deployment's only one. */
@Component
final class DescribeEndpoints implements Operation<DescribeEndpoints.Request, Endpoint> {
    private static final int CACHE_MINUTES = 1440;

    private final Endpoint endpoint;

    DescribeEndpoints(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public String name() {
        return "DescribeEndpoints";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request();
    }

    @Override
    public Endpoint handle(Request request, Caller caller) {
        return endpoint;
    }

    @Override
    public void write(Endpoint answer, JsonGenerator json) {
        json.writeArrayPropertyStart("Endpoints");
        json.writeStartObject();
        json.writeStringProperty("Address", answer.address());
        json.writeNumberProperty("CachePeriodInMinutes", CACHE_MINUTES);
        json.writeEndObject();
        json.writeEndArray();
    }

    /** Asks for nothing in particular. */
    record Request() {}
}
