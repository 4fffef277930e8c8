package io.galena.kit.operation;

/** Calls internal operations of services that live in the same process. */
public final class DirectInternalCalls implements InternalCalls {
    private final InternalDispatcher dispatcher;

    public DirectInternalCalls(InternalDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public <A> A call(String operation, Object request, Class<A> answerType) {
        return answerType.cast(dispatcher.call(operation, request));
    }
}
