package io.galena.dynamodb.model;

/** The name of a table or, in its place, the ARN. */
record TableNameShape(StringShape arn, StringShape name) implements TextShape {
    @Override
    public boolean hasConstraints() {
        return true;
    }

    @Override
    public void check(Object value, Violations violations) {
        of((String) value).check(value, violations);
    }

    /** The shape that applies to this text: names have no colons, so whatever looks like an ARN is meant as one. */
    StringShape of(String text) {
        return isArn(text) ? arn : name;
    }

    static boolean isArn(String text) {
        return text.startsWith("arn:");
    }
}
