package io.galena.dynamodb.model;

import io.galena.dynamodb.value.DynamoJson;
import io.galena.dynamodb.value.JsonShape;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORGenerator;
import tools.jackson.dataformat.cbor.CBORParser;

/**
 * How the bodies of requests and answers are encoded. Whoever reads or writes members need not know which it is, but for bytes, which
 * are base64 in JSON, and times, which are seconds in JSON and milliseconds in CBOR.
 */
@SuppressWarnings("ImmutableEnumChecker") // factories do not change once they are built
public enum BodyFormat {
    JSON(
            JsonFactory.builder()
                    .streamReadConstraints(constraints())
                    // the protocol is UTF-8 only
                    .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .build(),
            DynamoJson.factory()) {
        @Override
        public boolean isWellFormed(byte[] body) {
            try (var parser = DynamoJson.factory().createParser(ObjectReadContext.empty(), body)) {
                if (parser.nextToken() == null) {
                    return false;
                }
                parser.skipChildren();
                return parser.nextToken() == null;
            } catch (JacksonException _) {
                return false;
            }
        }
    },

    CBOR(cbor()) {
        @Override
        public boolean isWellFormed(byte[] body) {
            return CborBody.isWellFormed(body);
        }

        @Override
        JsonParser parser(byte[] body) {
            if (!isWellFormed(body)) {
                throw JsonShape.error("");
            }
            return super.parser(body);
        }
    };

    private final TokenStreamFactory reading;
    private final TokenStreamFactory writing;

    BodyFormat(TokenStreamFactory both) {
        this(both, both);
    }

    BodyFormat(TokenStreamFactory reading, TokenStreamFactory writing) {
        this.reading = reading;
        this.writing = writing;
    }

    /**
     * Bodies are bounded (16 MB) before they come here, so texts and names need no bounds of their own. Attribute values nest
     * 32 levels, that is some 70 levels of JSON; where there are more than a thousand, no error of DynamoDB's fits, and each
     * level costs memory.
     */
    private static StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(CborBody.DEEPEST)
                .maxNumberLength(1_000)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build();
    }

    private static CBORFactory cbor() {
        return CBORFactory.builder()
                .streamReadConstraints(constraints())
                .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                .build();
    }

    /** Whether a body is one value of this format, whatever it says. */
    public abstract boolean isWellFormed(byte[] body);

    /** Begins a body. */
    public JsonGenerator generator(OutputStream body) {
        return writing.createGenerator(ObjectWriteContext.empty(), body, JsonEncoding.UTF8);
    }

    /**
     * Begins to read a body. What is wrong with it may come to light now or later.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException SERIALIZATION
     */
    JsonParser parser(byte[] body) {
        return reading.createParser(ObjectReadContext.empty(), body);
    }

    /** Writes a member that is a time, in the format of what is written to. */
    public static void writeTime(String name, Instant time, JsonGenerator body) {
        body.writeName(name);
        if (body instanceof CBORGenerator cbor) {
            cbor.writeTag(CborBody.TAG_OF_TIMES);
            cbor.writeNumber(time.toEpochMilli());
        } else {
            body.writeNumber(BigDecimal.valueOf(time.toEpochMilli(), 3));
        }
    }

    /** Whether times are milliseconds in what is read. */
    static boolean hasMillis(JsonParser body) {
        return body instanceof CBORParser;
    }
}
