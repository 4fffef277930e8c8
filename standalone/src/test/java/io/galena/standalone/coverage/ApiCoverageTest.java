package io.galena.standalone.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.model.ApiModel;
import io.galena.dynamodb.model.BodyFormat;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The API model against what is served. {@code not-served-yet.txt} lists the rest, with reasons; {@code requests.txt} has
 * requests that, together, carry every member that an operation serves.
 */
class ApiCoverageTest {
    private static final ApiModel MODEL = ApiModel.load();
    private static final Caller CALLER = new Caller("000000000000", "us-east-1", "access-key", "request");
    private static final Map<String, Operation<?, ?>> SERVED = ServedOperations.byName();
    private static final Set<String> NOT_SERVED = ResourceLine.read("not-served-yet.txt").stream()
            .map(ResourceLine::word)
            .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void everyOperationIsEitherServedOrListed() {
        var listed = NOT_SERVED.stream().filter(entry -> !entry.contains(".")).toList();

        assertThat(SERVED.keySet()).as("served, so not listed").noneMatch(listed::contains);
        assertThat(union(SERVED.keySet(), listed)).isEqualTo(new TreeSet<>(MODEL.operationNames()));
    }

    @Test
    void usersAreToldWhichOperationsAreNotServed() throws IOException {
        var differences = Files.readString(Path.of("..", "docs", "differences-from-dynamodb.md"));

        assertThat(NOT_SERVED)
                .filteredOn(entry -> !entry.contains("."))
                .allSatisfy(operation -> assertThat(differences).contains("`" + operation + "`"));
    }

    @ParameterizedTest
    @MethodSource("served")
    void everyMemberIsEitherServedOrListed(String operation) {
        var read = membersRead(operation);
        var listed = NOT_SERVED.stream()
                .filter(entry -> entry.startsWith(operation + "."))
                .map(entry -> entry.substring(operation.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));

        var members = MODEL.operation(operation).orElseThrow().memberPaths();
        var missing = members.stream()
                .filter(member -> !read.contains(member) && !isCovered(member, listed))
                .toList();

        assertThat(listed).as("listed, so in the model").allMatch(members::contains);
        assertThat(listed).as("listed, so not read").noneMatch(read::contains);
        assertThat(missing).as("members neither read nor listed").isEmpty();
    }

    static Collection<String> served() {
        return SERVED.keySet();
    }

    private static Set<String> membersRead(String operation) {
        var paths = new TreeSet<String>();
        for (var line : ResourceLine.read("requests.txt")) {
            if (line.word().equals(operation)) {
                var request = MODEL.operation(operation)
                        .orElseThrow()
                        .parse(line.rest().getBytes(StandardCharsets.UTF_8), BodyFormat.JSON);
                Objects.requireNonNull(SERVED.get(operation)).read(new RecordingStructure(request, "", paths), CALLER);
            }
        }
        return paths;
    }

    /** Whether a member is listed, or is part of one that is. */
    private static boolean isCovered(String member, Set<String> listed) {
        return listed.stream().anyMatch(entry -> member.equals(entry) || member.startsWith(entry + "."));
    }

    private static Set<String> union(Collection<String> left, Collection<String> right) {
        var union = new TreeSet<>(left);
        union.addAll(right);
        return union;
    }
}
