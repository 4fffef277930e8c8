package io.galena.dynamodb.value;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One value of an attribute, of one of DynamoDB's ten types. Sets keep the order in which they were given, and are equal
 * without regard to it. The rules are those of the AttributeValue type in the DynamoDB API reference.
 */
public sealed interface AttributeValue {
    /** The type of this value. */
    AttributeType type();

    /** A string; compared by its UTF-8 bytes. */
    record S(String value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.S;
        }
    }

    /** A number of up to 38 significant digits. */
    record N(DynamoNumber value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.N;
        }
    }

    /** Bytes; compared as unsigned. */
    record B(Binary value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.B;
        }
    }

    /** A truth value. */
    record Bool(boolean value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.BOOL;
        }
    }

    /** The null value, which is a value like others: an attribute that holds it exists. */
    record Null() implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.NULL;
        }
    }

    /** An ordered list of values of any types. */
    record L(List<AttributeValue> values) implements AttributeValue {
        public L {
            values = List.copyOf(values);
        }

        @Override
        public AttributeType type() {
            return AttributeType.L;
        }
    }

    /** A map from names to values of any types, in the order given. */
    record M(Map<String, AttributeValue> values) implements AttributeValue {
        public M {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public AttributeType type() {
            return AttributeType.M;
        }
    }

    /** A non-empty set of strings. */
    record SS(List<String> values) implements AttributeValue {
        public SS {
            values = List.copyOf(values);
        }

        @Override
        public AttributeType type() {
            return AttributeType.SS;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof SS that && sameMembers(values, that.values);
        }

        @Override
        public int hashCode() {
            return new HashSet<>(values).hashCode();
        }
    }

    /** A non-empty set of numbers. */
    record NS(List<DynamoNumber> values) implements AttributeValue {
        public NS {
            values = List.copyOf(values);
        }

        @Override
        public AttributeType type() {
            return AttributeType.NS;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NS that && sameMembers(values, that.values);
        }

        @Override
        public int hashCode() {
            return new HashSet<>(values).hashCode();
        }
    }

    /** A non-empty set of binaries. */
    record BS(List<Binary> values) implements AttributeValue {
        public BS {
            values = List.copyOf(values);
        }

        @Override
        public AttributeType type() {
            return AttributeType.BS;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof BS that && sameMembers(values, that.values);
        }

        @Override
        public int hashCode() {
            return new HashSet<>(values).hashCode();
        }
    }

    private static <T> boolean sameMembers(List<T> left, List<T> right) {
        return left.size() == right.size() && new HashSet<>(left).equals(new HashSet<>(right));
    }
}
