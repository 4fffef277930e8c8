package io.galena.standalone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of {@code bin/galena start}, turned into the properties of {@link StandaloneProperties}: {@code --data-dir x} and
 * {@code --data-dir=x} are {@code galena.data-dir}.
 */
final class CommandLine {
    /** The name of the source of the properties that options set. */
    static final String SOURCE = "options";

    private static final Set<String> VALUED = new TreeSet<>(List.of(
            "port",
            "bind",
            "data-dir",
            "shards",
            "region",
            "access-key",
            "secret-key",
            "master-key",
            "kafka-port",
            "auth"));
    private static final String EPHEMERAL = "ephemeral";

    private CommandLine() {}

    /** The names of the options. */
    static Set<String> options() {
        var options = new TreeSet<>(VALUED);
        options.add(EPHEMERAL);
        return options;
    }

    /**
     * The properties that the arguments set.
     *
     * @throws StartFailure for an unknown option or a missing value
     */
    static Map<String, Object> properties(List<String> arguments) {
        var properties = new LinkedHashMap<String, Object>();
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            var equals = argument.indexOf('=');
            var name = optionName(equals < 0 ? argument : argument.substring(0, equals));
            if (name.equals(EPHEMERAL)) {
                properties.put("galena." + name, equals < 0 ? "true" : argument.substring(equals + 1));
            } else if (equals >= 0) {
                properties.put("galena." + name, argument.substring(equals + 1));
            } else if (rest.hasNext()) {
                properties.put("galena." + name, rest.next());
            } else {
                throw new StartFailure("The option --" + name + " needs a value.");
            }
        }
        return properties;
    }

    private static String optionName(String argument) {
        var name = argument.startsWith("--") ? argument.substring(2) : "";
        if (!VALUED.contains(name) && !name.equals(EPHEMERAL)) {
            throw new StartFailure("Unknown option " + argument + ": the options are --" + EPHEMERAL + ", --"
                    + String.join(", --", VALUED) + ".");
        }
        return name;
    }
}
