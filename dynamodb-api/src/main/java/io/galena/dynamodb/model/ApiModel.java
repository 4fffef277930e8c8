package io.galena.dynamodb.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;

/**
 * The operations of the DynamoDB API, as the official model describes them. The build has cut the model down to what requests
 * are made of. Immutable.
 */
public final class ApiModel {
    private static final String RESOURCE = "api-model.txt";

    private final SortedMap<String, OperationShape> operations;

    private ApiModel(SortedMap<String, OperationShape> operations) {
        this.operations = operations;
    }

    /** Reads the model from the class path: some milliseconds, so once for a process. */
    public static ApiModel load() {
        try (var resource = Objects.requireNonNull(
                ApiModel.class.getResourceAsStream(RESOURCE), "The build has not made the API model")) {
            return new ApiModel(ModelReader.read(new String(resource.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operation of that name, if the API has it. */
    public Optional<OperationShape> operation(String name) {
        return Optional.ofNullable(operations.get(name));
    }

    /** The names of all operations of the API, served here or not, sorted. */
    public SequencedSet<String> operationNames() {
        return Collections.unmodifiableSequencedSet(operations.sequencedKeySet());
    }
}
