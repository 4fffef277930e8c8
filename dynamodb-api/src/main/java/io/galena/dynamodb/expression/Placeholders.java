package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One of the two maps of placeholders of a request, and which of its keys the expressions have used. For one thread. */
final class Placeholders<T> {
    private final String parameter;
    private final Map<String, T> meanings;
    private final Set<String> used = new HashSet<>();

    Placeholders(String parameter, Map<String, T> meanings) {
        this.parameter = parameter;
        this.meanings = meanings;
    }

    /** What a key stands for. */
    Optional<T> use(String key) {
        var meaning = Optional.ofNullable(meanings.get(key));
        if (meaning.isPresent()) {
            used.add(key);
        }
        return meaning;
    }

    void verifyAllUsed() {
        if (used.size() < meanings.size()) {
            // A hash set's order, since the service lists the keys in that one.
            var unused = new HashSet<>(meanings.keySet());
            unused.removeAll(used);
            throw DynamoDbException.validation("Value provided in " + parameter + " unused in expressions: keys: {"
                    + String.join(", ", unused) + "}");
        }
    }
}
