package io.galena.dynamodb.model;

import io.galena.dynamodb.error.DynamoDbException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the violations of one request while its checks walk through it. It knows where the walk is, and spells out the
 * path only for what it reports. Used by one thread.
 */
final class Violations {
    /** What stands in paths after the index in a list or the key in a map. */
    static final String ELEMENT = "member";

    /** The service stops counting here. */
    private static final int LIMIT = 10;

    /** Messages show offending values whole; a request can be 16 MB, so very long ones are cut about here. */
    private static final int LONGEST_VALUE = 10_000;

    private final List<String> messages = new ArrayList<>(0);
    private Object[] path = new Object[16];
    private int depth;

    /** Goes down to a member of a structure, or to an entry of a map. */
    void enter(String segment) {
        push(segment);
    }

    /** Goes down to an element of a list, counted from 1. */
    void enter(int index) {
        push(index);
    }

    /** Goes back to where the last {@code enter} came from. */
    void leave() {
        depth--;
    }

    /** Whether further violations would not be reported. */
    boolean full() {
        return messages.size() == LIMIT;
    }

    /** Checks a member of a structure; it has been entered. */
    void checkMember(Member member, @Nullable Object value) {
        if (value == null) {
            if (member.required()) {
                add(member.shape(), null, "Member must not be null");
            }
        } else if (member.shape().hasConstraints()) {
            member.shape().check(value, this);
        }
    }

    /** Checks an element of a list or map; its index or key has been entered. */
    void checkElement(Shape shape, @Nullable Object value) {
        push(ELEMENT);
        if (value == null) {
            add(shape, null, "Member must not be null");
        } else if (shape.hasConstraints()) {
            shape.check(value, this);
        }
        depth--;
    }

    /** Reports a violation of what has been entered. */
    void add(Shape shape, @Nullable Object value, String constraint) {
        if (full()) {
            return;
        }
        var text = new StringBuilder("Value ");
        if (value == null) {
            text.append("null");
        } else {
            text.append('\'');
            shape.print(value, text);
            text.append('\'');
        }
        text.append(" at '");
        for (int i = 0; i < depth; i++) {
            text.append(i == 0 ? "" : ".");
            print(path[i].toString(), text);
        }
        messages.add(text.append("' failed to satisfy constraint: ")
                .append(constraint)
                .toString());
    }

    /** Throws what was reported, if anything was, as one VALIDATION error. */
    void throwIfAny() {
        if (!messages.isEmpty()) {
            throw DynamoDbException.validation(messages.size()
                    + (messages.size() == 1 ? " validation error detected: " : " validation errors detected: ")
                    + String.join("; ", messages));
        }
    }

    /** Appends a text from the request, or the beginning of a very long one, never half a surrogate pair. */
    static void print(String value, StringBuilder text) {
        int end = Math.min(value.length(), LONGEST_VALUE);
        if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        text.append(value, 0, end);
    }

    /** Whether the rest of a value is to be left out. */
    static boolean isLong(StringBuilder text) {
        return text.length() > LONGEST_VALUE;
    }

    /** Appends a value that may be absent. */
    static void print(Shape shape, @Nullable Object value, StringBuilder text) {
        if (value == null) {
            text.append("null");
        } else {
            shape.print(value, text);
        }
    }

    private void push(Object segment) {
        if (depth == path.length) {
            path = Arrays.copyOf(path, depth * 2);
        }
        path[depth++] = segment;
    }
}
