package io.galena.controlplane.trigger;

import java.util.regex.Pattern;

/** The names that functions go by: the plain one, {@code account:function:name}, or the whole Amazon resource name. */
final class FunctionName {
    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern NAME = Pattern.compile(
            "(arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?([0-9]{12}:)?(function:)?([a-zA-Z0-9_-]{1,64})(:\\$LATEST)?");

    private FunctionName() {}

    /**
     * The plain name.
     *
     * @throws LambdaException VALIDATION for what is no name
     */
    static String parse(String text) {
        var parts = NAME.matcher(text);
        if (!parts.matches()) {
            throw RequestJson.violated("Value '" + text
                    + "' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: "
                    + NAME.pattern());
        }
        return parts.group(4);
    }

    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }
}
