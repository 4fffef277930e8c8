package io.galena.dynamodb.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Any text, within bounds of its length and perhaps of a pattern. */
record StringShape(Bounds length, Optional<Pattern> pattern) implements TextShape {
    @Override
    public boolean hasConstraints() {
        return length.limited() || pattern.isPresent();
    }

    @Override
    public void check(Object value, Violations violations) {
        var text = (String) value;
        if (!matches(text)) {
            violations.add(this, value, patternConstraint());
        }
        if (text.length() < length.min()) {
            violations.add(this, value, length.lengthAtLeast());
        }
        if (text.length() > length.max()) {
            violations.add(this, value, length.lengthAtMost());
        }
    }

    boolean accepts(String text) {
        return length.contains(text.length()) && matches(text);
    }

    /** The bound and pattern constraints in the order in which the service lists those of map keys. */
    List<String> constraints() {
        return Stream.concat(
                        length.lengthConstraints().stream(), pattern.stream().map(_ -> patternConstraint()))
                .toList();
    }

    /** What is too long is not matched: the text may be megabytes, and patterns are made for what is within bounds. */
    private boolean matches(String text) {
        return pattern.isEmpty()
                || text.length() > length.max()
                || pattern.get().matcher(text).matches();
    }

    private String patternConstraint() {
        return "Member must satisfy regular expression pattern: "
                + pattern.map(Pattern::pattern).orElse("");
    }
}
