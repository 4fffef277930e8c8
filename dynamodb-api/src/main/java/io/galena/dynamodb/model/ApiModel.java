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
 * The operations of the DynamoDB API, as the official model describes them (the build has cut it down to what requests are made
 * of), those of DynamoDB Streams, whose model is not published where builds could take it from: its four operations are
 * written down here by its documentation; and those of Kinesis Data Streams, written down likewise, whose names begin with {@code
 * kinesis:} as in policies, since several are names of the others, too. Immutable.
 */
public final class ApiModel {
    private static final String DYNAMODB = "api-model.txt";
    private static final String STREAMS = "streams-model.txt";
    private static final String KINESIS = "kinesis-model.txt";

    private final SortedMap<String, OperationShape> operations;

    private ApiModel(SortedMap<String, OperationShape> operations) {
        this.operations = operations;
    }

    /** Reads the model from the class path: some milliseconds, so once for a process. */
    public static ApiModel load() {
        return new ApiModel(ModelReader.read(text(DYNAMODB) + text(STREAMS) + text(KINESIS)));
    }

    /** The operation of that name, if the API has it. */
    public Optional<OperationShape> operation(String name) {
        return Optional.ofNullable(operations.get(name));
    }

    /** The names of all operations of all three APIs, served here or not, sorted. */
    public SequencedSet<String> operationNames() {
        return Collections.unmodifiableSequencedSet(operations.sequencedKeySet());
    }

    private static String text(String name) {
        try (var resource = Objects.requireNonNull(
                ApiModel.class.getResourceAsStream(name), "The build has not made the API model")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
