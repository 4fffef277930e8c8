package io.galena.kit.operation;

/**
 * An operation that one service offers to the others, never to clients: its target is {@code Galena.<name>} on the internal
 * listeners, its request and answer are records that Jackson maps.
 *
 * @param <Q> the request record
 * @param <A> the answer record
 */
public interface InternalOperation<Q, A> {
    String name();

    Class<Q> requestType();

    A handle(Q request);
}
