package io.galena.dynamodb.partiql;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hundreds of statements, good and bad, each with what DynamoDB was seen to answer. */
class RecordedStatementsTest {
    @ParameterizedTest
    @MethodSource("recorded")
    void answersAsRecorded(Recorded recorded) {
        assertThat(answer(recorded)).isEqualTo(recorded.answer());
    }

    private static String answer(Recorded recorded) {
        try {
            var parameters = Collections.nCopies(recorded.parameters(), (AttributeValue) new AttributeValue.S("a"));
            var statement = Statement.of(recorded.text(), parameters);
            plan(statement, statement.table().equals("two") ? TestingKeys.TWO : TestingKeys.ONE);
            return "ok";
        } catch (DynamoDbException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Plans the statement, unless it is about an index. */
    private static void plan(Statement statement, KeySchema keys) {
        switch (statement) {
            case Statement.Select select when select.index().isEmpty() -> SelectPlan.of(select, keys);
            case Statement.Update update -> KeyedWhere.require(update.where(), keys);
            case Statement.Delete delete -> KeyedWhere.require(delete.where(), keys);
            case Statement.Select _, Statement.Exists _, Statement.Insert _ -> {}
        }
    }

    static Stream<Recorded> recorded() throws IOException {
        var resource =
                Objects.requireNonNull(RecordedStatementsTest.class.getResourceAsStream("recorded-statements.txt"));
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(fields -> new Recorded(
                            Integer.parseInt(fields[0]), fields[1].translateEscapes(), fields[2].translateEscapes()))
                    .toList()
                    .stream();
        }
    }

    record Recorded(int parameters, String text, String answer) {}
}
