package io.galena.benchmarks.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of a command, each {@code --name value}. */
public final class Options {
    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if it has other options than these, or one without a value
     */
    public static Options parse(List<String> arguments, Set<String> known) {
        var values = new HashMap<String, String>();
        for (var n = 0; n < arguments.size(); n += 2) {
            var name = arguments.get(n);
            if (!name.startsWith("--") || !known.contains(name.substring(2))) {
                throw new IllegalArgumentException("Unknown option " + name);
            }
            if (n + 1 == arguments.size()) {
                throw new IllegalArgumentException("The option " + name + " needs a value");
            }
            values.put(name.substring(2), arguments.get(n + 1));
        }
        return new Options(values);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** A positive number. */
    public int number(String name, int otherwise) {
        return text(name).map(text -> positive(name, text)).orElse(otherwise);
    }

    /** Values with commas between them. */
    public List<String> list(String name, String otherwise) {
        return List.of(text(name, otherwise).split(",", -1));
    }

    /** Positive numbers with commas between them. */
    public List<Integer> numbers(String name, String otherwise) {
        return list(name, otherwise).stream().map(text -> positive(name, text)).toList();
    }

    /** One of these words. */
    public String choice(String name, String otherwise, Set<String> words) {
        var word = text(name, otherwise);
        if (!words.contains(word)) {
            throw new IllegalArgumentException("The option --" + name + " is not one of "
                    + words.stream().sorted().toList());
        }
        return word;
    }

    private static int positive(String name, String text) {
        try {
            var number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The option --" + name + " is a number, not " + text, e);
        }
        throw new IllegalArgumentException("The option --" + name + " is more than 0, not " + text);
    }
}
