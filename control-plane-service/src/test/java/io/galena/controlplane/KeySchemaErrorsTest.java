package io.galena.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Key schemas of the wrong shape, written as a letter for each role and an attribute: {@code Ha Rb}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeySchemaErrorsTest {
    private static final String FIRST = "Invalid KeySchema: The first KeySchemaElement is not a HASH key type";
    private static final String SECOND = "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type";
    private static final String SAME =
            "Both the Hash Key and the Range Key element in the KeySchema have the same name";

    private TestingControlPlane controlPlane;

    @BeforeAll
    void start() {
        controlPlane = TestingControlPlane.start(new FakeStorage());
    }

    @AfterAll
    void stop() {
        controlPlane.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Ra, " + FIRST,
        "Ra Hb, " + FIRST,
        "Ra Rb, " + FIRST,
        "Ha Hb, " + SECOND,
        "Ha Ha, " + SECOND,
        "Ha Ra, " + SAME
    })
    void tableKeyOfTheWrongRoles(String key, String message) {
        assertRefused(table(key, ""), message);
    }

    @ParameterizedTest
    @CsvSource({"Rb Ha, " + FIRST, "Ha Hc, " + SECOND, "Ha Ra, " + SAME})
    void indexKeyOfTheWrongRoles(String key, String message) {
        assertRefused(table("Ha Rb", key), message);
    }

    @ParameterizedTest
    @CsvSource({"Ha Rb Rc", "Ha Hb Rc", "Ra Ha Hb Rc"})
    void tableKeyThatIsTooLong(String key) {
        assertRefused(table(key, ""), "1 validation error detected: " + tooLong(key, "keySchema"));
    }

    @ParameterizedTest
    @CsvSource({"Ha Rb Rc", "Ha Hb Rc"})
    void indexKeyThatIsTooLong(String key) {
        var path = "localSecondaryIndexes.1.member.keySchema";

        assertRefused(table("Ha Rb", key), "1 validation error detected: " + tooLong(key, path));
        assertRefused(
                table("Ha Rb Rd", key),
                "2 validation errors detected: " + tooLong("Ha Rb Rd", "keySchema") + "; " + tooLong(key, path));
    }

    private void assertRefused(String request, String message) {
        var answer = controlPlane.send("CreateTable", request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("ValidationException");
        assertThat(answer.message()).isEqualTo(message);
        assertThat(controlPlane.call("ListTables", "{}").get("TableNames")).isEmpty();
    }

    private static String tooLong(String key, String path) {
        var value = elements(key)
                .map(element ->
                        "KeySchemaElement(attributeName=" + element.substring(1) + ", keyType=" + role(element) + ")")
                .collect(Collectors.joining(", ", "[", "]"));
        return "Value '" + value + "' at '" + path
                + "' failed to satisfy constraint: Member must have length less than or equal to 2";
    }

    private static String table(String key, String indexKey) {
        var definitions = Stream.concat(elements(key), elements(indexKey))
                .map(element -> element.substring(1))
                .distinct()
                .map(name -> "{'AttributeName': '" + name + "', 'AttributeType': 'S'}")
                .collect(Collectors.joining(", "));
        var index = indexKey.isEmpty()
                ? ""
                : ", 'LocalSecondaryIndexes': [{'IndexName': 'index', 'KeySchema': " + schema(indexKey)
                        + ", 'Projection': {'ProjectionType': 'ALL'}}]";
        return "{'TableName': 'New', 'BillingMode': 'PAY_PER_REQUEST', 'KeySchema': " + schema(key)
                + ", 'AttributeDefinitions': [" + definitions + "]" + index + "}";
    }

    private static String schema(String key) {
        return elements(key)
                .map(element -> "{'AttributeName': '" + element.substring(1) + "', 'KeyType': '" + role(element) + "'}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static Stream<String> elements(String key) {
        return Stream.of(key.split(" ")).filter(element -> !element.isEmpty());
    }

    private static String role(String element) {
        return element.startsWith("H") ? "HASH" : "RANGE";
    }
}
