package io.galena.gateway.protocol;

import io.galena.kit.operation.ErrorJson;
import io.galena.kit.operation.OperationAnswer;
import io.galena.kit.transport.AnswerResponse;
import io.galena.kit.transport.Target;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The form in which a client wants its answers.
 *
 * @param contentType that of the request, or the default
 * @param gzip whether the client takes compressed answers
 * @param kinesis whether it is a client of Kinesis, whose errors are worded otherwise
 */
record AnswerForm(String contentType, boolean gzip, boolean kinesis) implements AnswerResponse.Writer {
    static final String CRC32_HEADER = "x-amz-crc32";
    private static final int WORTH_COMPRESSING = 1024;

    static AnswerForm of(HttpServletRequest request) {
        return new AnswerForm(
                Optional.ofNullable(request.getContentType())
                        .flatMap(ContentTypes::accepted)
                        .orElse(ContentTypes.DEFAULT),
                Optional.ofNullable(request.getHeader("Accept-Encoding"))
                        .filter(Gzip::isAccepted)
                        .isPresent(),
                Optional.ofNullable(request.getHeader(Target.HEADER))
                        .filter(Target.Api.KINESIS::isNamedBy)
                        .isPresent());
    }

    @Override
    public void write(OperationAnswer given, HttpServletResponse response) throws IOException {
        var answer = kinesis && given.status() != HttpServletResponse.SC_OK ? reworded(given) : given;
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

    private static OperationAnswer reworded(OperationAnswer error) {
        return ErrorJson.kinesisAnswer(ErrorJson.read(Arrays.copyOf(error.body(), error.length())));
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
