package io.galena.dynamodb.model;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.value.JsonShape;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;

/** Reads the JSON of requests. */
final class RequestJson {
    /**
     * Bodies are bounded (16 MB) before they come here, so texts and names need no bounds of their own. Attribute values nest
     * 32 levels, that is some 70 levels of JSON; where there are more than a thousand, no error of DynamoDB's fits, and each
     * level costs memory.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxNumberLength(1_000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            // the protocol is UTF-8 only
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .build();

    private RequestJson() {}

    /** A table of the names of a structure's members, which finds them in the bytes without making strings. */
    static PropertyNameMatcher matcher(List<Member> members) {
        var names = new ArrayList<Named>(members.size());
        for (var member : members) {
            names.add(Named.fromString(member.name()));
        }
        return JSON.constructNameMatcher(names, false);
    }

    /**
     * Reads a body that must be one object.
     *
     * @throws DynamoDbException SERIALIZATION
     */
    static ParsedStructure read(byte[] body, StructureShape shape) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() == null) {
                throw malformed();
            }
            var structure = shape.read(parser, Shape.Position.ELEMENT);
            if (parser.nextToken() != null) {
                throw malformed();
            }
            return structure;
        } catch (JacksonException e) {
            throw malformed();
        }
    }

    /** The service says nothing more about JSON that it cannot parse. */
    private static DynamoDbException malformed() {
        return JsonShape.error("");
    }
}
