package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.Refusals.assertRefused;
import static io.galena.standalone.sdk.Refusals.refusal;
import static io.galena.standalone.sdk.TestValues.at;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.text;
import static io.galena.standalone.sdk.TestValues.unused;
import static io.galena.standalone.sdk.Writes.delete;
import static io.galena.standalone.sdk.Writes.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** BatchGetItem and BatchWriteItem. */
@OnEveryEndpoint
class BatchesTest {
    private static final String DUPLICATES = "Provided list of item keys contains duplicates";
    private static final String NO_KEY = "The provided key element does not match the schema";

    private final DynamoDbClient client;
    private final String plain;
    private final String numbered;
    private final AttributeValue pk = unused();

    BatchesTest(Endpoint endpoint) {
        this.client = endpoint.client();
        this.plain = endpoint.table(TableShape.PLAIN);
        this.numbered = endpoint.table(TableShape.NUMBERED);
    }

    @Test
    void putsAndDeletesReachSeveralTables() {
        write(Map.of(plain, List.of(put(item("pk", pk, "v", n(1))))));
        write(Map.of(plain, List.of(delete(item("pk", pk))), numbered, putsOf(0, 24)));

        var found = get(Map.of(plain, keys(List.of(item("pk", pk))), numbered, keys(keysOf(0, 30))));

        assertThat(found.responses().get(plain)).isEmpty();
        assertThat(found.responses().get(numbered)).containsExactlyInAnyOrderElementsOf(keysOf(0, 24));
        assertThat(found.unprocessedKeys()).isEmpty();
    }

    @Test
    void eachTableHasItsOwnProjectionAndConsistency() {
        write(Map.of(plain, List.of(put(item("pk", pk, "v", n(1), "w", n(2)))), numbered, putsOf(0, 1)));

        var found = get(Map.of(
                plain,
                        KeysAndAttributes.builder()
                                .keys(List.of(item("pk", pk)))
                                .projectionExpression("#v")
                                .expressionAttributeNames(Map.of("#v", "v"))
                                .build(),
                numbered,
                        KeysAndAttributes.builder()
                                .keys(keysOf(0, 1))
                                .consistentRead(true)
                                .build()));

        assertThat(found.responses().get(plain)).containsExactly(item("v", n(1)));
        assertThat(found.responses().get(numbered)).isEqualTo(keysOf(0, 1));
    }

    @Test
    void whatExceedsSixteenMegabytesIsLeftToAskAgain() {
        for (var sk = 0; sk < 45; sk++) {
            var item = item("pk", pk, "sk", n(sk), "v", text(400_000));
            client.putItem(put -> put.tableName(numbered).item(item));
        }
        var request = KeysAndAttributes.builder()
                .keys(keysOf(0, 45))
                .projectionExpression("sk")
                .consistentRead(true)
                .build();

        var first = get(Map.of(numbered, request));
        var second = get(first.unprocessedKeys());

        var left = at(first.unprocessedKeys(), numbered);
        assertThat(first.responses().get(numbered)).hasSize(41);
        assertThat(left.keys()).hasSize(4);
        assertThat(left.projectionExpression()).isEqualTo("sk");
        assertThat(left.consistentRead()).isTrue();
        var all = new ArrayList<>(first.responses().get(numbered));
        all.addAll(second.responses().get(numbered));
        assertThat(second.hasUnprocessedKeys()).isTrue();
        assertThat(second.unprocessedKeys()).isEmpty();
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 45).mapToObj(sk -> item("sk", n(sk))).toList());
    }

    @Test
    void twentyFiveWritesAreTheMost() {
        write(Map.of(numbered, putsOf(0, 25)));

        assertThat(refusal(() -> write(Map.of(numbered, putsOf(0, 26))))
                        .awsErrorDetails()
                        .errorMessage())
                .startsWith("1 validation error detected: Value ")
                .contains(
                        "at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must"
                                + " have length less than or equal to 25, Member must have length greater than or equal to 1]");
        assertInvalid(
                () -> write(Map.of(numbered, putsOf(0, 25), plain, List.of(put(item("pk", pk))))),
                "Too many items requested for the BatchWriteItem call");
        assertThat(client.getItem(get -> get.tableName(plain).key(item("pk", pk)))
                        .hasItem())
                .isFalse();
    }

    @Test
    void aHundredKeysAreTheMost() {
        assertThat(get(Map.of(numbered, keys(keysOf(0, 100)))).responses().get(numbered))
                .isEmpty();

        assertThat(refusal(() -> get(Map.of(numbered, keys(keysOf(0, 101)))))
                        .awsErrorDetails()
                        .errorMessage())
                .endsWith(
                        "at 'requestItems." + numbered + ".member.keys' failed to satisfy constraint: Member must have"
                                + " length less than or equal to 100");
        assertInvalid(
                () -> get(Map.of(numbered, keys(keysOf(0, 100)), plain, keys(List.of(item("pk", pk))))),
                "Too many items requested for the BatchGetItem call");
    }

    @Test
    void aKeyMustNotComeTwice() {
        assertInvalid(() -> get(Map.of(plain, keys(List.of(item("pk", pk), item("pk", pk))))), DUPLICATES);
        assertInvalid(
                () -> get(Map.of(
                        numbered, keys(List.of(item("pk", pk, "sk", n("1")), item("sk", n("1.0"), "pk", pk))))),
                DUPLICATES);
        assertInvalid(
                () -> write(Map.of(plain, List.of(put(item("pk", pk, "v", n(1))), put(item("pk", pk))))), DUPLICATES);
        assertInvalid(() -> write(Map.of(plain, List.of(put(item("pk", pk)), delete(item("pk", pk))))), DUPLICATES);
    }

    @Test
    void oneBadWriteRefusesAllOfThem() {
        assertInvalid(() -> write(Map.of(plain, List.of(put(item("pk", pk)), put(item("v", n(1)))))), NO_KEY);
        assertInvalid(
                () -> write(Map.of(plain, List.of(put(item("pk", pk))), numbered, List.of(delete(item("pk", pk))))),
                NO_KEY);
        assertInvalid(
                () -> write(Map.of(plain, List.of(put(item("pk", pk)), put(item("pk", s("x"), "v", text(409_600)))))),
                "Item size has exceeded the maximum allowed size");
        assertRefused(
                () -> write(Map.of(plain, List.of(put(item("pk", pk))), "no-such-table", putsOf(0, 1))),
                "ResourceNotFoundException",
                "Requested resource not found");

        assertThat(client.getItem(get -> get.tableName(plain).key(item("pk", pk)))
                        .hasItem())
                .isFalse();
    }

    @Test
    void largeItemsTogetherAreWritten() {
        var puts = IntStream.range(0, 25)
                .mapToObj(sk -> put(item("pk", pk, "sk", n(sk), "v", text(400_000))))
                .toList();

        var answer = client.batchWriteItem(request -> request.requestItems(Map.of(numbered, puts)));

        assertThat(answer.unprocessedItems()).isEmpty();
        assertThat(get(Map.of(numbered, keys(keysOf(0, 25)))).responses().get(numbered))
                .hasSize(25);
    }

    private List<WriteRequest> putsOf(int from, int to) {
        return keysOf(from, to).stream().map(Writes::put).toList();
    }

    private List<Map<String, AttributeValue>> keysOf(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(sk -> item("pk", pk, "sk", n(sk)))
                .toList();
    }

    private static KeysAndAttributes keys(List<Map<String, AttributeValue>> keys) {
        return KeysAndAttributes.builder().keys(keys).build();
    }

    private void write(Map<String, List<WriteRequest>> requests) {
        assertThat(client.batchWriteItem(request -> request.requestItems(requests))
                        .unprocessedItems())
                .isEmpty();
    }

    private BatchGetItemResponse get(Map<String, KeysAndAttributes> requests) {
        return client.batchGetItem(request -> request.requestItems(requests));
    }
}
