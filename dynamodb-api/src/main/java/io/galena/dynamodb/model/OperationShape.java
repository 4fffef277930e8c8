package io.galena.dynamodb.model;

import java.util.SequencedSet;

/** What the API model says about an operation's request. Immutable, shared by all requests. */
public final class OperationShape {
    private final String name;
    private final StructureShape input;

    OperationShape(String name, StructureShape input) {
        this.name = name;
        this.input = input;
    }

    /** The operation's name, such as {@code PutItem}. */
    public String name() {
        return name;
    }

    /**
     * Reads a request and checks it against the model, all but its attribute values.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException SERIALIZATION for what is not of the format (with an empty message) or of wrong types; VALIDATION
     *     for violations of the model's constraints, up to ten of them in one message
     */
    public Structure parse(byte[] body, BodyFormat format) {
        var structure = RequestReader.read(body, format, input);
        input.checkFirst(structure);
        var violations = new Violations();
        input.check(structure, violations);
        violations.throwIfAny();
        return structure;
    }

    /**
     * Every member of the request, as a path of names without the indexes and keys in between: {@code TableName},
     * {@code RequestItems.PutRequest.Item}. Attribute values count as one.
     */
    public SequencedSet<String> memberPaths() {
        return MemberPaths.of(input);
    }
}
