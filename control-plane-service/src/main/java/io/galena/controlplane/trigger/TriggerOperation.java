package io.galena.controlplane.trigger;

import io.galena.kit.trigger.TriggerCall;

/** One operation of the REST API of triggers. */
interface TriggerOperation {
    /** The requests that it serves. */
    Route route();

    /**
     * Does the work.
     *
     * @param name what the path names behind the collection, or an empty text
     * @throws LambdaException the error to answer with
     */
    TriggerCall.Answer handle(TriggerCall.Request request, String name);

    /** A method on a collection, or on what the path names in it. */
    record Route(String method, String collection, boolean named) {}
}
