package io.galena.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
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

    private static Complaint refused(Answer answer) {
        var text = new String(answer.body().orElseThrow(), UTF_8);
        try {
            var type = JSON.readTree(text).path("__type").asString(NAMELESS);
            return new Complaint(Kind.REFUSED, answer.status() + " " + type.substring(type.indexOf('#') + 1), text);
        } catch (JacksonException e) {
            return new Complaint(Kind.REFUSED, answer.status() + " " + NAMELESS, text);
        }
    }

    private static Optional<Complaint> content(Request request, Answer answer, byte[] body) {
        var crc = new CRC32();
        crc.update(body);
        if (answer.checksum().orElse(crc.getValue()) != crc.getValue()) {
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
        /** The server said no, as it does under too much load. */
        REFUSED,
        /** The connection broke, or the answer did not come. */
        BROKEN,
        /** The server said yes, and the answer is not what it must be. */
        WRONG
    }
}
