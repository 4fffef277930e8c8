package io.galena.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Asserts that calls are refused in the service's words. */
final class Refusals {
    static final String INVALID = "One or more parameter values were invalid: ";

    private Refusals() {}

    /** The error of a call that must fail. */
    static DynamoDbException refusal(ThrowingCallable call) {
        var error = catchThrowableOfType(DynamoDbException.class, call);
        assertThat(error).as("the error of a call that must fail").isNotNull();
        return error;
    }

    static void assertInvalid(ThrowingCallable call, String message) {
        assertRefused(call, "ValidationException", message);
    }

    static void assertRefused(ThrowingCallable call, String type, String message) {
        var error = refusal(call);
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo(type);
        assertThat(error.statusCode()).isEqualTo(400);
        assertThat(error.requestId()).isNotBlank();
    }
}
