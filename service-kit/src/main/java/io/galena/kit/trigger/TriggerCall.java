package io.galena.kit.trigger;

import io.galena.kit.operation.Caller;
import java.util.Map;

/** Internal operation of the control plane: a client's request to the REST API of triggers, as the gateway has admitted it. */
public final class TriggerCall {
    /** The operation's name. */
    public static final String NAME = "TriggerCall";

    /** Where Lambda's API of event source mappings is. */
    public static final String MAPPINGS = "/2015-03-31/event-source-mappings";

    /** Where functions are registered. */
    public static final String FUNCTIONS = "/galena/functions";

    private TriggerCall() {}

    /** Whether a path belongs to this API. */
    public static boolean isAt(String path) {
        return isAt(MAPPINGS, path) || isAt(FUNCTIONS, path);
    }

    private static boolean isAt(String root, String path) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    /**
     * A request.
     *
     * @param path decoded
     * @param query the parameters of the query, decoded
     * @param body the JSON, perhaps empty
     */
    public record Request(Caller caller, String method, String path, Map<String, String> query, String body) {
        public Request {
            query = Map.copyOf(query);
        }
    }

    /**
     * An answer.
     *
     * @param errorType what the header {@code x-amzn-ErrorType} says, empty for none
     * @param body JSON
     */
    public record Answer(int status, String errorType, String body) {}
}
