package io.galena.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplaintTest {
    private static final Request REQUEST = new Request(
            "GetItem",
            new byte[0],
            new Expectation(10, 30, body -> body.has("Item") ? Optional.empty() : Optional.of("no item")));

    @Test
    void aWholeAnswerIsFine() {
        assertThat(complaint(200, "{\"Item\":{\"a\":1}}")).isEmpty();
    }

    @Test
    void anErrorIsNamedAfterItsTypeWhateverItsLength() {
        assertThat(complaint(400, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ThrottlingException\"}"))
                .hasValueSatisfying(complaint -> {
                    assertThat(complaint.kind()).isEqualTo(Complaint.Kind.THROTTLED);
                    assertThat(complaint.type()).isEqualTo("400 ThrottlingException");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "400, ProvisionedThroughputExceededException, THROTTLED",
        "400, RequestLimitExceeded, THROTTLED",
        "400, ValidationException, REFUSED",
        "500, InternalServerError, FAILED",
        "503, ThrottlingException, FAILED"
    })
    void errorsAreToldApart(int status, String type, Complaint.Kind kind) {
        assertThat(complaint(status, "{\"__type\":\"" + type + "\"}"))
                .map(Complaint::kind)
                .hasValue(kind);
    }

    @Test
    void anErrorThatIsNotJsonIsAnErrorAllTheSame() {
        assertThat(complaint(502, "<html>")).map(Complaint::type).hasValue("502 without a type");
    }

    @Test
    void anErrorThatCallsItselfASuccessIsWrong() {
        assertThat(complaint(200, "{\"message\":\"ouch\"}"))
                .map(Complaint::kind)
                .hasValue(Complaint.Kind.WRONG);
    }

    @Test
    void aLengthThatCannotBeIsWrongEvenIfTheBodyIsNotLookedAt() {
        var answer = new Answer(200, 2, Optional.empty(), OptionalLong.empty(), false);

        assertThat(Complaint.of(REQUEST, answer)).map(Complaint::kind).hasValue(Complaint.Kind.WRONG);
    }

    @Test
    void aBodyThatIsNotThatOfItsChecksumIsWrong() {
        var body = "{\"Item\":{\"a\":1}}".getBytes(UTF_8);
        var crc = new CRC32();
        crc.update(body);

        assertThat(Complaint.of(REQUEST, answer(200, body, OptionalLong.of(crc.getValue()))))
                .isEmpty();
        assertThat(Complaint.of(REQUEST, answer(200, body, OptionalLong.of(crc.getValue() ^ 1))))
                .isPresent();
    }

    @Test
    void aBodyWithoutAChecksumIsWrong() {
        var body = "{\"Item\":{\"a\":1}}".getBytes(UTF_8);

        assertThat(Complaint.of(REQUEST, answer(200, body, OptionalLong.empty())))
                .map(Complaint::detail)
                .hasValue("no x-amz-crc32");
    }

    private static Optional<Complaint> complaint(int status, String body) {
        var bytes = body.getBytes(UTF_8);
        var crc = new CRC32();
        crc.update(bytes);
        return Complaint.of(REQUEST, answer(status, bytes, OptionalLong.of(crc.getValue())));
    }

    private static Answer answer(int status, byte[] body, OptionalLong checksum) {
        return new Answer(status, body.length, Optional.of(body), checksum, false);
    }
}
