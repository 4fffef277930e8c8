package io.galena.kit.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.error.CancellationReason;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErrorJsonTest {
    private static final String LONGEST_NAME = "n".repeat(65_535);

    @Test
    void slashesAreWrittenAsTheyAre() {
        var answer =
                text(new DynamoDbException(ErrorType.VALIDATION, "arn:aws:dynamodb:us-east-1:000000000000:table/a"));

        assertThat(answer).endsWith(":table/a\"}");
    }

    @Test
    void anEmptyMessageIsLeftOut() {
        assertThat(text(new DynamoDbException(ErrorType.SERIALIZATION, "")))
                .isEqualTo("{\"__type\":\"com.amazon.coral.service#SerializationException\"}");
    }

    @Test
    void theItemThatFailedAConditionIsShownWithTheLongestNames() {
        var answer = text(failedCondition());

        assertThat(answer).endsWith("\"Item\":{\"" + LONGEST_NAME + "\":{\"S\":\"a/b\"}}}");
    }

    @Test
    void reasonsOfACancelledTransactionAreListedInOrder() {
        var reasons = List.of(CancellationReason.NONE, CancellationReason.of(failedCondition()));

        assertThat(text(DynamoDbException.transactionCanceled(reasons)))
                .contains("specific reasons [None, ConditionalCheckFailed]\"")
                .contains(",\"CancellationReasons\":[{\"Code\":\"None\"},{\"Code\":\"ConditionalCheckFailed\",")
                .endsWith("\"Message\":\"The conditional request failed\",\"Item\":{\"" + LONGEST_NAME
                        + "\":{\"S\":\"a/b\"}}}]}");
    }

    @Test
    void errorsAreReadAgainWhateverBelongsToThem() {
        var read = ErrorJson.read(text(failedCondition()).getBytes(UTF_8));

        assertThat(read.type()).isEqualTo(ErrorType.CONDITIONAL_CHECK_FAILED);
        assertThat(read).hasMessage("The conditional request failed");
    }

    @Test
    void whatIsNoErrorIsReadAsAFailureOfTheService() {
        assertThat(ErrorJson.read("<html>".getBytes(UTF_8)).type()).isEqualTo(ErrorType.INTERNAL_SERVER_ERROR);
    }

    @Test
    void kinesisNamesErrorsWithoutANameSpaceInEitherFormat() {
        var error = new DynamoDbException(ErrorType.SERIALIZATION, "said");
        var json = ErrorJson.answer(error, Protocol.KINESIS);
        var cbor = ErrorJson.answer(error, Protocol.KINESIS_CBOR);

        assertThat(text(json)).isEqualTo("{\"__type\":\"SerializationException\",\"message\":\"said\"}");
        assertThat(text(cbor))
                .contains("f__type")
                .contains("SerializationException")
                .contains("gmessagedsaid");
        assertThat(text(ErrorJson.answer(new DynamoDbException(ErrorType.INTERNAL_SERVER_ERROR, ""), Protocol.KINESIS)))
                .isEqualTo("{\"__type\":\"InternalFailure\"}");
    }

    private static DynamoDbException failedCondition() {
        var item = new Item(Map.of(LONGEST_NAME, new AttributeValue.S("a/b")));
        return DynamoDbException.conditionalCheckFailed(Optional.of(item));
    }

    private static String text(DynamoDbException error) {
        return text(ErrorJson.answer(error, Protocol.DYNAMODB));
    }

    private static String text(OperationAnswer answer) {
        return new String(answer.body(), 0, answer.length(), UTF_8);
    }
}
