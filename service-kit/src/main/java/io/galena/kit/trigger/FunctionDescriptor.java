package io.galena.kit.trigger;

import java.time.Duration;

/**
 * A function: an HTTP endpoint that events are sent to.
 *
 * @param url where it is; of a {@link Kind#LAMBDA} the address before the path of the invocation API
 * @param invokedAs the name in the path of the invocation API
 * @param timeoutSeconds how long an invocation may take
 */
public record FunctionDescriptor(
        String account, String region, String name, Kind kind, String url, String invokedAs, int timeoutSeconds) {
    /** How a function is invoked. */
    public enum Kind {
        /** With the invocation API of Lambda, as its runtime interface emulator serves it. */
        LAMBDA,
        /** With the event as the body of a POST. */
        WEBHOOK
    }

    /** The function's Amazon resource name. */
    public String arn() {
        return arn(region, account, name);
    }

    /** The Amazon resource name of a function of that name. */
    public static String arn(String region, String account, String name) {
        return "arn:aws:lambda:" + region + ":" + account + ":function:" + name;
    }

    /** {@link #timeoutSeconds} as a duration. */
    public Duration timeout() {
        return Duration.ofSeconds(timeoutSeconds);
    }
}
