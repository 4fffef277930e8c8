package io.galena.dynamodb.expression.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitrary trees that the parsers can produce, made from a random source in one step. */
final class TestingSyntax {
    private static final int MAX_DEPTH = 4;
    private static final List<String> NAMES = List.of("a", "b", "c1", "a_b", "orders", "Andy", "inn", "nota", "sizes");

    private final Random random;

    private TestingSyntax(Random random) {
        this.random = random;
    }

    static Arbitrary<ConditionSyntax> conditions() {
        return Arbitraries.randomValue(random -> new TestingSyntax(random).condition(0));
    }

    static Arbitrary<List<ActionSyntax>> updates() {
        return Arbitraries.randomValue(random -> new TestingSyntax(random).update());
    }

    static Arbitrary<List<PathSyntax>> projections() {
        return Arbitraries.randomValue(random -> {
            var syntax = new TestingSyntax(random);
            return syntax.several(1, syntax::path);
        });
    }

    private ConditionSyntax condition(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 7 : 4)) {
            case 0 -> new ConditionSyntax.Comparison(operand(0), pick(List.of(Comparator.values())), operand(0));
            case 1 -> new ConditionSyntax.Between(operand(0), operand(0), operand(0));
            case 2 -> new ConditionSyntax.In(operand(0), several(1, () -> operand(0)));
            case 3 -> new ConditionSyntax.Predicate(predicate());
            case 4 -> new ConditionSyntax.Not(condition(depth + 1));
            case 5 -> new ConditionSyntax.And(several(2, () -> condition(depth + 1)));
            default -> new ConditionSyntax.Or(several(2, () -> condition(depth + 1)));
        };
    }

    private OperandSyntax.Call predicate() {
        var function = pick(List.of(
                Function.ATTRIBUTE_EXISTS,
                Function.ATTRIBUTE_NOT_EXISTS,
                Function.ATTRIBUTE_TYPE,
                Function.BEGINS_WITH,
                Function.CONTAINS));
        return new OperandSyntax.Call(function, several(1, () -> operand(0)));
    }

    private OperandSyntax operand(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 5 : 4)) {
            case 0, 1 -> value();
            case 2, 3 -> new OperandSyntax.Attribute(path());
            default -> new OperandSyntax.Call(Function.SIZE, List.of(operand(depth + 1)));
        };
    }

    private List<ActionSyntax> update() {
        var sections = new ArrayList<Supplier<ActionSyntax>>(List.of(
                () -> new ActionSyntax.Set(path(), right()),
                () -> new ActionSyntax.Remove(path()),
                () -> new ActionSyntax.Add(path(), value()),
                () -> new ActionSyntax.Delete(path(), value())));
        Collections.shuffle(sections, random);
        return sections.subList(0, 1 + random.nextInt(sections.size())).stream()
                .flatMap(section -> several(1, section).stream())
                .toList();
    }

    private ActionSyntax.Right right() {
        return switch (random.nextInt(4)) {
            case 0 -> new ActionSyntax.Right.Plus(plain(), plain());
            case 1 -> new ActionSyntax.Right.Minus(plain(), plain());
            case 2 ->
                new ActionSyntax.Right.Plain(
                        new OperandSyntax.Call(Function.LIST_APPEND, List.of(updateOperand(0), updateOperand(0))));
            default -> plain();
        };
    }

    private ActionSyntax.Right plain() {
        return new ActionSyntax.Right.Plain(updateOperand(0));
    }

    private OperandSyntax updateOperand(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 4 : 3)) {
            case 0, 1 -> value();
            case 2 -> new OperandSyntax.Attribute(path());
            default ->
                new OperandSyntax.Call(
                        Function.IF_NOT_EXISTS, List.of(new OperandSyntax.Attribute(path()), updateOperand(depth + 1)));
        };
    }

    private OperandSyntax.Value value() {
        return new OperandSyntax.Value(":" + pick(List.of("v", "1", "_x", "AND", "value_2")));
    }

    private PathSyntax path() {
        var steps = new ArrayList<PathSyntax.Step>();
        steps.add(named());
        while (random.nextInt(3) == 0) {
            steps.add(
                    random.nextBoolean()
                            ? named()
                            : new PathSyntax.Step.Index(pick(List.of(0, 1, 10, Integer.MAX_VALUE))));
        }
        return new PathSyntax(steps);
    }

    private PathSyntax.Step named() {
        return random.nextInt(4) == 0
                ? new PathSyntax.Step.Placeholder("#" + pick(List.of("n", "0", "_", "or")))
                : new PathSyntax.Step.Name(pick(NAMES));
    }

    private <T> List<T> several(int least, Supplier<T> one) {
        var all = new ArrayList<T>();
        do {
            all.add(one.get());
        } while (all.size() < least || random.nextInt(3) == 0);
        return all;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
