package io.galena.stream.trigger.delivery;

/** What became of an invocation. */
sealed interface Outcome {
    /** The function answered. */
    record Answered(byte[] body) implements Outcome {}

    /**
     * The function failed.
     *
     * @param status the HTTP status, 0 if there was no answer in time
     * @param error what kind of error it was, in Lambda's words
     */
    record Failed(int status, String error) implements Outcome {}

    /** The function did not get the event, or refused to take it for now: that does not count as an attempt. */
    record NotReached(String reason) implements Outcome {}
}
