package io.galena.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AnswerParserTest {
    private static final String FIXED =
            "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Crc32: 42\r\nCONTENT-LENGTH: 5\r\n\r\nabcde";
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n";

    private final AnswerParser parser = new AnswerParser();

    @Test
    void anAnswerIsReadWhereverItsBytesAreCut() throws IOException {
        for (var cut = 1; cut < FIXED.length(); cut++) {
            parser.begin(true);

            assertThat(feed(FIXED.substring(0, cut))).isFalse();
            assertThat(feed(FIXED.substring(cut))).isTrue();
            assertThat(parser.body()).asString(UTF_8).isEqualTo("abcde");
            assertThat(parser.checksum()).hasValue(42);
        }
    }

    @Test
    void aChunkedAnswerIsReadWhereverItsBytesAreCut() throws IOException {
        for (var cut = 1; cut < CHUNKED.length(); cut++) {
            parser.begin(true);

            assertThat(feed(CHUNKED.substring(0, cut))).isFalse();
            assertThat(feed(CHUNKED.substring(cut))).isTrue();
            assertThat(parser.body()).asString(UTF_8).isEqualTo("abc0123456789");
            assertThat(parser.length()).isEqualTo(13);
        }
    }

    @Test
    void theBodyOfASuccessIsOnlyKeptWhenAskedFor() throws IOException {
        parser.begin(false);

        assertThat(feed(FIXED)).isTrue();
        assertThat(parser.hasBody()).isFalse();
        assertThat(parser.length()).isEqualTo(5);
    }

    @Test
    void theBodyOfAnErrorIsKeptUnasked() throws IOException {
        parser.begin(false);

        assertThat(feed("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"))
                .isTrue();
        assertThat(parser.status()).isEqualTo(400);
        assertThat(parser.closes()).isTrue();
        assertThat(parser.body()).asString(UTF_8).isEqualTo("{}");
    }

    @Test
    void anAnswerWithoutABodyEndsWithItsHead() throws IOException {
        parser.begin(false);

        assertThat(feed("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"))
                .isTrue();
    }

    @Test
    void theNextAnswerKnowsNothingOfTheLast() throws IOException {
        parser.begin(true);
        feed(FIXED);
        parser.begin(true);

        assertThat(feed("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")).isTrue();
        assertThat(parser.body()).asString(UTF_8).isEqualTo("{}");
        assertThat(parser.checksum()).isEmpty();
        assertThat(parser.length()).isEqualTo(2);
    }

    @Test
    void whatIsNotHttpIsAnError() {
        parser.begin(false);

        assertThatThrownBy(() -> feed("SSH-2.0-OpenSSH_9.2\r\n")).isInstanceOf(IOException.class);
    }

    private boolean feed(String text) throws IOException {
        return parser.feed(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
}
