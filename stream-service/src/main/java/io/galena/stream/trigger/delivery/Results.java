package io.galena.stream.trigger.delivery;

/** Takes how a mapping fares, in Lambda's words. */
@FunctionalInterface
public interface Results {
    /** All is well. */
    String OK = "OK";

    /** The function failed, or was not reached. */
    String FUNCTION_FAILED = "PROBLEM: Function call failed";

    /** The place where failures are told did not take one. */
    String DESTINATION_FAILED = "PROBLEM: OnFailure destination failed";

    void now(String result);
}
