package io.galena.dynamodb.model;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.value.JsonShape;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.sym.BinaryNameMatcher;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;

/** Reads requests. */
final class RequestReader {
    private RequestReader() {}

    /** A table of the names of a structure's members, which finds them in the bytes without making strings. */
    static PropertyNameMatcher matcher(List<Member> members) {
        var names = new ArrayList<Named>(members.size());
        for (var member : members) {
            names.add(Named.fromString(member.name()));
        }
        return BinaryNameMatcher.constructFrom(names, false);
    }

    /**
     * Reads a body that must be one object.
     *
     * @throws DynamoDbException SERIALIZATION
     */
    static ParsedStructure read(byte[] body, BodyFormat format, StructureShape shape) {
        try (var parser = format.parser(body)) {
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

    /** The service says nothing more about what it cannot parse. */
    private static DynamoDbException malformed() {
        return JsonShape.error("");
    }
}
