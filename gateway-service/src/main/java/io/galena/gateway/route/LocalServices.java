package io.galena.gateway.route;

import io.galena.kit.operation.Dispatcher;
import io.galena.kit.operation.InternalDispatcher;
import io.galena.kit.operation.OperationAnswer;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The services in this process. They need no route: the way through the frameworks costs more than a GetItem itself. */
public final class LocalServices {
    private final Set<OwningService> services;
    private final Supplier<Dispatcher> dispatcher;
    private final InternalDispatcher internal;

    LocalServices(Set<OwningService> services, Supplier<Dispatcher> dispatcher, InternalDispatcher internal) {
        this.services = services;
        this.dispatcher = dispatcher;
        this.internal = internal;
    }

    /** Has a service in this process answer a request; empty when the service is in another one. */
    public Optional<OperationAnswer> answer(AdmittedRequest admitted) {
        return services.contains(admitted.service()) ? Optional.of(dispatch(admitted)) : Optional.empty();
    }

    private OperationAnswer dispatch(AdmittedRequest admitted) {
        return switch (admitted.target().api()) {
            case DYNAMODB, STREAMS, KINESIS -> dispatcher.get().dispatch(admitted.call());
            case INTERNAL -> internal.dispatch(admitted.target().operation(), admitted.body());
        };
    }
}
