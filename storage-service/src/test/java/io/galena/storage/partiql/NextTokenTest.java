package io.galena.storage.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextTokenTest {
    private static final GivenStatement STATEMENT =
            given("SELECT * FROM tab WHERE a IN [?, 'y']", new AttributeValue.S("x"));
    private static final Item KEY =
            new Item(Map.of("a", new AttributeValue.S("é"), "b", new AttributeValue.N(DynamoNumber.parse("-1.5"))));

    @Test
    void aTokenComesBackToItsStatement() {
        for (var token :
                List.of(NextToken.BEGINNING, new NextToken(1, Optional.of(KEY)), new NextToken(49, Optional.empty()))) {
            assertThat(NextToken.of(token.text(STATEMENT), STATEMENT)).isEqualTo(token);
        }
    }

    @Test
    void aTokenOfAnotherStatementIsRefused() {
        var token = new NextToken(0, Optional.of(KEY)).text(STATEMENT);

        assertInvalid(token, given(STATEMENT.text() + " ", new AttributeValue.S("x")));
        assertInvalid(token, given(STATEMENT.text(), new AttributeValue.S("z")));
        assertInvalid(token, given(STATEMENT.text()));
    }

    @Test
    void aDamagedTokenIsRefused() {
        var bytes = Base64.getDecoder().decode(new NextToken(0, Optional.of(KEY)).text(STATEMENT));
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            assertInvalid(Base64.getEncoder().encodeToString(bytes), STATEMENT);
            bytes[i] ^= 1;
        }
        for (var text : List.of("x", "abcd", "no base64!", "AAAA".repeat(100))) {
            assertInvalid(text, STATEMENT);
        }
    }

    private static void assertInvalid(String token, GivenStatement statement) {
        assertThatThrownBy(() -> NextToken.of(token, statement))
                .isInstanceOf(DynamoDbException.class)
                .hasMessage("Invalid NextToken");
    }

    private static GivenStatement given(String text, AttributeValue... parameters) {
        return new GivenStatement(text, List.of(parameters), false);
    }
}
