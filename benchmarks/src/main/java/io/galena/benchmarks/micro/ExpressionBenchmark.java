package io.galena.benchmarks.micro;

import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.expression.ExpressionContext;
import io.galena.dynamodb.expression.Projection;
import io.galena.dynamodb.expression.Update;
import io.galena.dynamodb.value.Item;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;

/** Expressions: bound to the names and values of a request, and evaluated on an item. */
public class ExpressionBenchmark extends HotCode {
    private static final String CONDITION =
            "attribute_exists(pk) AND (age > :one OR begins_with(address.street, :name))";
    private static final String UPDATE = "SET #n = :name ADD #c :one";
    private static final String PROJECTION = "pk, address.city, scores[2], #n";
    private static final Map<String, String> NAMES = Map.of("#c", "counter", "#n", "name");

    private final Condition condition = context().condition(CONDITION);
    private final Update update = context().update(UPDATE);
    private final Projection projection = context().projection(PROJECTION);

    /** From the text, whose tree is known after the first time. */
    @Benchmark
    public Condition bindCondition() {
        return context().condition(CONDITION);
    }

    /** From the text, whose tree is known after the first time. */
    @Benchmark
    public Update bindUpdate() {
        return context().update(UPDATE);
    }

    @Benchmark
    public boolean testCondition() {
        return condition.test(Samples.ITEM);
    }

    @Benchmark
    public Item applyUpdate() {
        return update.apply(Samples.ITEM).item();
    }

    @Benchmark
    public Item applyProjection() {
        return projection.apply(Samples.ITEM);
    }

    private static ExpressionContext context() {
        return ExpressionContext.of(Optional.of(NAMES), Optional.of(Samples.VALUES));
    }
}
