package io.galena.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is wrong with the answer to a request.
 *
 * @param type a few words, the same for all of its kind
 * @param detail what the server said, or what it should have
 */
public record Complaint(Kind kind, String type, String detail) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NAMELESS = "without a type";
    private static final int SERVER_ERROR = 500;
    private static final Set<String> THROTTLING =
            Set.of("ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded");

    /** Looks at an answer: at the status and length of each, at the checksum and the content of those that have a body. */
    public static Optional<Complaint> of(Request request, Answer answer) {
        if (!answer.isSuccess()) {
            return Optional.of(refused(answer));
        }
        return answer.body().flatMap(body -> content(request, answer, body)).or(() -> length(request, answer));
    }

    /** Of a connection that broke, or an answer that did not come. */
    public static Complaint broken(String type, String detail) {
        return new Complaint(Kind.BROKEN, type, detail);
    }

    /** Of a request that was never sent. */
    public static Complaint unsent(String detail) {
        return new Complaint(Kind.UNSENT, "not sent", detail);
    }

    /** Of an answer that is no success. */
    static Complaint refused(Answer answer) {
        var text = new String(answer.body().orElseThrow(), UTF_8);
        var type = type(text);
        return new Complaint(kind(answer.status(), type), answer.status() + " " + type, text);
    }

    private static String type(String text) {
        try {
            var type = JSON.readTree(text).path("__type").asString(NAMELESS);
            return type.substring(type.indexOf('#') + 1);
        } catch (JacksonException e) {
            return NAMELESS;
        }
    }

    private static Kind kind(int status, String type) {
        if (status >= SERVER_ERROR) {
            return Kind.FAILED;
        }
        return THROTTLING.contains(type) ? Kind.THROTTLED : Kind.REFUSED;
    }

    private static Optional<Complaint> content(Request request, Answer answer, byte[] body) {
        var crc = new CRC32();
        crc.update(body);
        if (answer.checksum().isEmpty()) {
            return Optional.of(wrong(request, "no x-amz-crc32"));
        }
        if (answer.checksum().getAsLong() != crc.getValue()) {
            return Optional.of(wrong(request, "x-amz-crc32 is not that of the body"));
        }
        try {
            return request.expectation().check().complaint(JSON.readTree(body)).map(words -> wrong(request, words));
        } catch (JacksonException e) {
            return Optional.of(wrong(request, "not JSON: " + e.getOriginalMessage()));
        }
    }

    private static Optional<Complaint> length(Request request, Answer answer) {
        var expected = request.expectation();
        var fits = answer.length() >= expected.least() && answer.length() <= expected.most();
        return fits
                ? Optional.empty()
                : Optional.of(wrong(
                        request,
                        "a body of " + answer.length() + " bytes, not " + expected.least() + " to " + expected.most()));
    }

    private static Complaint wrong(Request request, String words) {
        return new Complaint(Kind.WRONG, "wrong answer to " + request.operation(), words);
    }

    /** How bad it is. */
    public enum Kind {
        /** It was never sent, for want of a free connection. */
        UNSENT,
        /** The server said no, as it does under too much load. */
        THROTTLED,
        /** The server said no, for another reason. */
        REFUSED,
        /** The server said that it failed. */
        FAILED,
        /** The connection broke, or the answer did not come. */
        BROKEN,
        /** The server said yes, and the answer is not what it must be. */
        WRONG;

        /** Whether it only tells that the load is more than the server takes. */
        public boolean isOverload() {
            return this == UNSENT || this == THROTTLED;
        }

        /** Whether the server may have done what it was asked for all the same. */
        public boolean mayBeDone() {
            return this == FAILED || this == BROKEN || this == WRONG;
        }
    }
}
