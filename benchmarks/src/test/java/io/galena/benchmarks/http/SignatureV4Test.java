package io.galena.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.gateway.signature.SignatureVerifier;
import io.galena.gateway.signature.SignedRequest;
import io.galena.kit.security.Credential;
import io.galena.kit.security.Secret;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignatureV4Test {
    private static final Instant NOW = Instant.parse("2026-05-04T23:59:59Z");
    private static final byte[] BODY = "{\"TableName\":\"t\"}".getBytes(UTF_8);

    private final RequestWriter writer =
            new RequestWriter(Endpoint.parse("http://127.0.0.1:8000"), new SignatureV4("key", "secret", "eu-west-1"));

    @Test
    void galenaTakesTheSignature() {
        var request = read(writer.write("GetItem", BODY, NOW));

        assertThat(verifier(NOW).verify(request).accessKeyId()).isEqualTo("key");
    }

    @Test
    void aRequestSignedOnTheNextDayIsSignedWithThatDaysKey() {
        writer.write("GetItem", BODY, NOW);
        var tomorrow = NOW.plusSeconds(2);

        assertThat(verifier(tomorrow)
                        .verify(read(writer.write("GetItem", BODY, tomorrow)))
                        .accessKeyId())
                .isEqualTo("key");
    }

    @Test
    void theSignatureIsOnlyGoodForItsBody() {
        var bytes = writer.write("GetItem", BODY, NOW);
        bytes[bytes.length - 3]++;

        assertThatThrownBy(() -> verifier(NOW).verify(read(bytes))).isInstanceOf(DynamoDbException.class);
    }

    private static SignatureVerifier verifier(Instant now) {
        return new SignatureVerifier(
                key -> Optional.of(new Credential(key, "000000000000", Secret.of("secret"))), "eu-west-1", () -> now);
    }

    private static SignedRequest read(byte[] bytes) {
        var text = new String(bytes, UTF_8);
        var end = text.indexOf("\r\n\r\n");
        Map<String, String> headers = Arrays.stream(text.substring(0, end).split("\r\n", -1))
                .skip(1)
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(pair -> pair[0].toLowerCase(Locale.ROOT), pair -> pair[1]));
        return new SignedRequest(
                "POST",
                "/",
                "",
                List.copyOf(headers.keySet()),
                name -> Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).stream()
                        .toList(),
                text.substring(end + 4).getBytes(UTF_8));
    }
}
