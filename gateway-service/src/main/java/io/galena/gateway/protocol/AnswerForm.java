package io.galena.gateway.protocol;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.operation.ErrorJson;
import io.galena.kit.operation.OperationAnswer;
import io.galena.kit.operation.Protocol;
import io.galena.kit.transport.AnswerResponse;
import io.galena.kit.transport.Target;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The form in which a client wants its answers.
 *
 * @param contentType that of the request, or the default
 * @param gzip whether the client takes compressed answers
 * @param typed whether the request has a content type of the API that it is for
 */
record AnswerForm(Protocol protocol, String contentType, boolean gzip, boolean typed) implements AnswerResponse.Writer {
    static final String CRC32_HEADER = "x-amz-crc32";

    /** What a client gets that did not say what it sends. */
    private static final String DEFAULT_TYPE = "application/json";

    private static final int WORTH_COMPRESSING = 1024;

    static AnswerForm of(HttpServletRequest request) {
        var target = request.getHeader(Target.HEADER);
        var api = target == null ? Target.Api.DYNAMODB : Target.Api.of(target);
        var given = request.getContentType();
        var type = given == null ? "" : withoutParameters(given);
        var protocol = api.protocol(type);
        return new AnswerForm(
                protocol.orElse(api.protocol()),
                protocol.isPresent() ? type : DEFAULT_TYPE,
                Optional.ofNullable(request.getHeader("Accept-Encoding"))
                        .filter(Gzip::isAccepted)
                        .isPresent(),
                protocol.isPresent());
    }

    private static String withoutParameters(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip();
    }

    /** Answers with an error. */
    void write(DynamoDbException error, HttpServletResponse response) throws IOException {
        write(ErrorJson.answer(error, protocol), response);
    }

    @Override
    public void write(OperationAnswer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setContentType(contentType);
        if (gzip && answer.length() >= WORTH_COMPRESSING) {
            var compressed = Gzip.compress(answer.body(), answer.length());
            response.setHeader("Content-Encoding", "gzip");
            send(compressed, compressed.length, response);
        } else {
            send(answer.body(), answer.length(), response);
        }
    }

    /** Sends a body with its checksum, which is of the bytes as sent: SDKs check it before they decompress. */
    static void send(byte[] body, int length, HttpServletResponse response) throws IOException {
        var crc = new CRC32();
        crc.update(body, 0, length);
        response.setHeader(CRC32_HEADER, Long.toString(crc.getValue()));
        response.setContentLength(length);
        response.getOutputStream().write(body, 0, length);
    }
}
