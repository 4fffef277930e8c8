package io.galena.dynamodb.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whatever the text, the answer is a statement or a ValidationException, and the stack does not run out. */
class HostileStatementTest {
    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "<<",
            ">>",
            ".",
            ",",
            ":",
            ";",
            "=",
            "<>",
            "!=",
            "<",
            "+",
            "-",
            "*",
            "/",
            "||",
            " ",
            "\n",
            "AND ",
            "or ",
            "NOT ",
            "IN ",
            "BETWEEN ",
            "IS ",
            "MISSING ",
            "NULL ",
            "SELECT ",
            "FROM ",
            "WHERE ",
            "SET ",
            "REMOVE ",
            "RETURNING ALL OLD * ",
            "ORDER BY ",
            "VALUE ",
            "LIMIT ",
            "size(",
            "set_add(",
            "exists(",
            "f(",
            "?",
            "0",
            "1e999999999999",
            "99999999999",
            "007",
            ".",
            "a",
            "'",
            "''",
            "\"",
            "`",
            "--",
            "/*",
            "\0",
            "é",
            "😀",
            "\ud800");
    private static final int MANY = 2000;

    @Property
    void mutatedTextsAreStatementsOrInvalid(@ForAll long seed) {
        var random = new Random(seed);

        assertReadsOrIsInvalid(mutate(valid(random), random));
    }

    @Test
    void whatIsNestedTooDeepIsNotWellFormed() {
        for (var open : List.of("(", "[", "{'a':", "<<", "NOT ", "-", "size(", "a[", "exists(SELECT a FROM b WHERE ")) {
            var text = "SELECT * FROM tab WHERE " + open.repeat(MANY);

            assertThatThrownBy(() -> Statement.of(text, List.of()))
                    .hasMessage("Statement wasn't well formed, can't be processed: " + text);
        }
    }

    @Test
    void longChainsAreNoDeepTrees() {
        assertThatThrownBy(() -> Statement.of("SELECT * FROM tab WHERE a=1" + " AND b=1".repeat(MANY), List.of()))
                .hasMessageStartingWith("The expression contains too many operators");
        assertThatThrownBy(() -> Statement.of("UPDATE tab SET a=b" + "+1".repeat(MANY) + " WHERE h='x'", List.of()))
                .hasMessage("The expression contains too many operators; operator count: 301");
        assertReadsOrIsInvalid("SELECT * FROM tab WHERE a" + "<b".repeat(MANY));
        assertReadsOrIsInvalid("SELECT * FROM tab WHERE a" + ".b".repeat(MANY) + "=1");
        assertReadsOrIsInvalid("INSERT INTO tab VALUE {'a': " + "1".repeat(MANY) + "}");
        assertReadsOrIsInvalid("INSERT INTO tab VALUE {'a': 1e" + "9".repeat(MANY) + "}");
    }

    private static void assertReadsOrIsInvalid(String text) {
        try {
            Statement.of(text, List.of());
        } catch (DynamoDbException e) {
            assertThat(e.type()).isEqualTo(ErrorType.VALIDATION);
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private static String valid(Random random) {
        var languages = new TwoLanguages(random);
        var condition = languages.condition().partiQl();
        return switch (random.nextInt(4)) {
            case 0 -> "SELECT a.b, c FROM \"tab\".\"index\" WHERE " + condition + " ORDER BY h DESC";
            case 1 -> "INSERT INTO tab VALUE {'h': 'x', 'l': [1, {'a': <<'b'>>}], 'n': NULL}";
            case 2 ->
                "UPDATE tab " + languages.update().partiQl() + " WHERE h='x' AND " + condition + " RETURNING ALL NEW *";
            default -> "DELETE FROM tab WHERE " + condition + " RETURNING ALL OLD *";
        };
    }

    private static String mutate(String text, Random random) {
        var mutated = new StringBuilder(random.nextBoolean() ? text.replace("?", "1") : text);
        for (var i = random.nextInt(4); i >= 0; i--) {
            var at = random.nextInt(mutated.length() + 1);
            var piece = PIECES.get(random.nextInt(PIECES.size()));
            if (random.nextBoolean()) {
                mutated.insert(at, piece);
            } else {
                mutated.replace(at, Math.min(mutated.length(), at + random.nextInt(5)), piece);
            }
        }
        return mutated.toString();
    }
}
