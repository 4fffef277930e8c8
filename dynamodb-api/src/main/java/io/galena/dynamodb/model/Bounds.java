package io.galena.dynamodb.model;

import java.util.ArrayList;
import java.util.List;

/** The least and the greatest allowed value, or length of a value; both inclusive. */
record Bounds(long min, long max) {
    static final Bounds NONE = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean limited() {
        return min != Long.MIN_VALUE || max != Long.MAX_VALUE;
    }

    boolean contains(long value) {
        return min <= value && value <= max;
    }

    String lengthAtLeast() {
        return "Member must have length greater than or equal to " + min;
    }

    String lengthAtMost() {
        return "Member must have length less than or equal to " + max;
    }

    String valueAtLeast() {
        return "Member must have value greater than or equal to " + min;
    }

    String valueAtMost() {
        return "Member must have value less than or equal to " + max;
    }

    /** The constraints on lengths, the greatest one first, as the service lists those of map keys and values. */
    List<String> lengthConstraints() {
        var constraints = new ArrayList<String>();
        if (max != Long.MAX_VALUE) {
            constraints.add(lengthAtMost());
        }
        if (min != Long.MIN_VALUE) {
            constraints.add(lengthAtLeast());
        }
        return constraints;
    }
}
