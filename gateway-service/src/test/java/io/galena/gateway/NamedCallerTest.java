package io.galena.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.gateway.signature.NamedCaller;
import io.galena.gateway.signature.SignedRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom requests name where signatures are not verified. */
class NamedCallerTest {
    @Test
    void anyNameWillDo() {
        assertThat(NamedCaller.accessKeyId(presigned("a%7E_9"))).isEqualTo("a~_9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%0Ab", "a%20b", "a%00", "%7F", "%C3%A9", "%E2%82%AC"})
    void whatNoHeaderCanHoldIsNoName(String key) {
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> NamedCaller.accessKeyId(presigned(key)))
                .satisfies(error -> assertThat(error.type()).isEqualTo(ErrorType.UNRECOGNIZED_CLIENT));
    }

    private static SignedRequest presigned(String key) {
        var query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + key
                + "%2F20261122%2Fus-east-1%2Fdynamodb%2Faws4_request";
        return new SignedRequest("POST", "/", query, List.of(), _ -> List.of(), new byte[0]);
    }
}
