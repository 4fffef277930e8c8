package io.galena.dynamodb.model;

import java.util.List;

/** One of a few texts, in the order in which the service lists them. */
record EnumShape(List<String> values) implements TextShape {
    EnumShape {
        values = List.copyOf(values);
    }

    @Override
    public boolean hasConstraints() {
        return true;
    }

    @Override
    public void check(Object value, Violations violations) {
        if (!values.contains((String) value)) {
            violations.add(this, value, "Member must satisfy enum value set: " + values);
        }
    }
}
