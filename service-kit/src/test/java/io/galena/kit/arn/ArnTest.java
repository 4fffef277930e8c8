package io.galena.kit.arn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {
    @Test
    void aResourceMayHaveColons() {
        assertThat(Arn.parse(
                        "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/2026-01-01T00:00:00.000", "dynamodb"))
                .contains(new Arn(
                        "aws", "dynamodb", "us-east-1", "000000000000", "table/t/stream/2026-01-01T00:00:00.000"));
    }

    @Test
    void thePartsOfAnyNameCanBeTold() {
        assertThat(Arn.parse("arn:::::")).contains(new Arn("", "", "", "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "table",
                "arn",
                "arn:aws:kinesis:us-east-1:000000000000",
                "urn:aws:kinesis:us-east-1:000000000000:stream/s",
                "arn:gcp:kinesis:us-east-1:000000000000:stream/s",
                "arn:aws:dynamodb:us-east-1:000000000000:stream/s",
                "arn:aws:kinesis::000000000000:stream/s",
                "arn:aws:kinesis:US:000000000000:stream/s",
                "arn:aws:kinesis:us-east-1:00000000000:stream/s",
                "arn:aws:kinesis:us-east-1:00000000000a:stream/s"
            })
    void whatIsNoneOfTheServiceIsNotTakenForOne(String text) {
        assertThat(Arn.parse(text, "kinesis")).isEmpty();
    }
}
