package io.galena.kit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.operation.Caller;
import org.junit.jupiter.api.Test;

class TableReferenceTest {
    private static final Caller CALLER = new Caller("123456789012", "eu-west-1", "AKIDEXAMPLE", "R1");

    @Test
    void nameIsTakenAsItStands() {
        assertThat(TableReference.of("my_table.v-2", CALLER))
                .isEqualTo(new TableReference("my_table.v-2", "my_table.v-2"));
    }

    @Test
    void arnOfTheCallersAccountAndRegionNamesATable() {
        var arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/music";

        assertThat(TableReference.of(arn, CALLER)).isEqualTo(new TableReference(arn, "music"));
    }

    @Test
    void arnOfAnotherAccountIsDenied() {
        assertThat(refused("arn:aws:dynamodb:eu-west-1:999999999999:table/music"))
                .isEqualTo(ErrorType.ACCESS_DENIED);
    }

    @Test
    void arnOfAnotherRegionIsInvalid() {
        assertThat(refused("arn:aws:dynamodb:us-east-1:123456789012:table/music"))
                .isEqualTo(ErrorType.VALIDATION);
    }

    @Test
    void whatIsNeitherNameNorArnIsInvalid() {
        assertThat(refused("ab")).isEqualTo(ErrorType.VALIDATION);
        assertThat(refused("my table")).isEqualTo(ErrorType.VALIDATION);
        assertThat(refused("a".repeat(256))).isEqualTo(ErrorType.VALIDATION);
        assertThat(refused("arn:aws:dynamodb:eu-west-1:123456789012:table/music/index/x"))
                .isEqualTo(ErrorType.VALIDATION);
    }

    private static ErrorType refused(String text) {
        var error = new ErrorType[1];
        assertThatThrownBy(() -> TableReference.of(text, CALLER))
                .isInstanceOfSatisfying(DynamoDbException.class, e -> error[0] = e.type());
        return error[0];
    }
}
