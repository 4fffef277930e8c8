package io.galena.dynamodb.expression;

import io.galena.dynamodb.expression.syntax.Comparator;
import io.galena.dynamodb.expression.syntax.Function;
import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.AttributeValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What conditions demand of the operands of an operator or function, in the order in which DynamoDB checks it. */
final class OperandRules {
    private static final Set<AttributeType> ORDERED = EnumSet.of(AttributeType.S, AttributeType.N, AttributeType.B);
    private static final Set<AttributeType> WITH_PREFIX = EnumSet.of(AttributeType.S, AttributeType.B);
    private static final Set<AttributeType> WITHOUT_SIZE =
            EnumSet.of(AttributeType.N, AttributeType.BOOL, AttributeType.NULL);
    private static final int MAX_CANDIDATES = 100;

    private final Scope scope;
    private final OperandErrors errors;

    OperandRules(Scope scope) {
        this.scope = scope;
        this.errors = new OperandErrors(scope);
    }

    void requireCount(Function function, int operands) {
        if (operands != function.operands()) {
            throw errors.wrongCount(function, operands);
        }
    }

    void requireAtMostCandidates(int operands) {
        if (operands > MAX_CANDIDATES) {
            throw scope.invalid("The IN operator is provided with too many operands; number of operands: " + operands);
        }
    }

    /** The same path may not be compared with itself. */
    void requireDistinct(String operator, Operand first, List<Operand> rest) {
        if (first instanceof Operand.Attribute(var path) && rest.contains(first)) {
            throw errors.notDistinct(operator, path);
        }
    }

    void requireOrdered(String operator, List<Operand> operands) {
        operands.forEach(operand -> type(operand).ifPresent(type -> require(ORDERED.contains(type), operator, type)));
    }

    void requirePrefixed(List<Operand> operands) {
        operands.forEach(operand -> type(operand)
                .ifPresent(type -> require(WITH_PREFIX.contains(type), Function.BEGINS_WITH.text(), type)));
    }

    void requireSized(Operand operand) {
        type(operand).ifPresent(type -> require(!WITHOUT_SIZE.contains(type), Function.SIZE.text(), type));
    }

    DocumentPath requirePath(Function function, Operand operand) {
        if (operand instanceof Operand.Attribute(var path)) {
            return path;
        }
        throw errors.notAPath(function);
    }

    AttributeType requireTypeName(Operand operand) {
        var type = type(operand);
        require(
                type.filter(AttributeType.S::equals).isPresent(),
                Function.ATTRIBUTE_TYPE.text(),
                type.map(AttributeType::name).orElse("{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"));
        if (operand instanceof Operand.Constant(AttributeValue.S(var name))) {
            for (var known : AttributeType.values()) {
                if (known.name().equals(name)) {
                    return known;
                }
            }
            throw scope.invalid("Invalid attribute type name found; type: " + name
                    + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
        }
        throw new IllegalStateException("A string that is not a constant");
    }

    void requireBounds(Operand low, Operand high) {
        if (!(low instanceof Operand.Constant(var lowest)) || !(high instanceof Operand.Constant(var highest))) {
            return;
        }
        if (lowest.type() != highest.type()) {
            throw scope.invalid("The BETWEEN operator requires same data type for lower and upper bounds; "
                    + bounds(lowest, highest));
        }
        if (Values.inOrder(lowest, Comparator.GREATER, highest)) {
            throw scope.invalid("The BETWEEN operator requires upper bound to be greater than or equal to lower "
                    + "bound; " + bounds(lowest, highest));
        }
    }

    private static String bounds(AttributeValue low, AttributeValue high) {
        return "lower bound operand: " + describe(low) + ", upper bound operand: " + describe(high);
    }

    private static String describe(AttributeValue value) {
        var content = switch (value) {
            case AttributeValue.S(var text) -> text;
            case AttributeValue.N(var number) -> number.toString();
            // So does the service show bytes.
            case AttributeValue.B(var bytes) ->
                "java.nio.HeapByteBuffer[pos=0 lim=" + bytes.length() + " cap=" + bytes.length() + "]";
            case AttributeValue.Bool _,
                    AttributeValue.Null _,
                    AttributeValue.L _,
                    AttributeValue.M _,
                    AttributeValue.SS _,
                    AttributeValue.NS _,
                    AttributeValue.BS _ -> throw new IllegalArgumentException("Not a bound: " + value.type());
        };
        return "AttributeValue: {" + value.type() + ":" + content + "}";
    }

    private void require(boolean allowed, String operator, AttributeType type) {
        require(allowed, operator, type.name());
    }

    private void require(boolean allowed, String operator, String type) {
        if (!allowed) {
            throw errors.wrongType(operator, type);
        }
    }

    /** The type of an operand as far as it can be known without an item. */
    private static Optional<AttributeType> type(Operand operand) {
        return switch (operand) {
            case Operand.Attribute _ -> Optional.empty();
            case Operand.Constant(var value) -> Optional.of(value.type());
            case Operand.Size _ -> Optional.of(AttributeType.N);
        };
    }
}
