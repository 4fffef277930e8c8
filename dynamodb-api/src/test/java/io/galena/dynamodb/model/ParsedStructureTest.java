package io.galena.dynamodb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParsedStructureTest {
    private static final AttributeValue X = new AttributeValue.S("x");

    @Test
    void scalarsAreReadByName() {
        var scan = TestingModel.parse(
                "Scan",
                "{\"TableName\":\"abc\",\"Limit\":7.9,\"ConsistentRead\":true,\"Select\":\"COUNT\",\"Unknown\":{\"a\":[1]}}");

        assertThat(scan.string("TableName")).contains("abc");
        assertThat(scan.string("Select")).contains("COUNT");
        assertThat(scan.integer("Limit")).contains(7L);
        assertThat(scan.bool("ConsistentRead")).contains(true);
        assertThat(scan.has("Limit")).isTrue();
    }

    @Test
    void nullsAndAbsentMembersAreTheSame() {
        var scan = TestingModel.parse("Scan", "{\"TableName\":\"abc\",\"Limit\":null}");

        assertThat(scan.has("Limit")).isFalse();
        assertThat(scan.integer("Limit")).isEmpty();
        assertThat(scan.bool("ConsistentRead")).isEmpty();
        assertThat(scan.item("ExclusiveStartKey")).isEmpty();
    }

    @Test
    void lastOfSeveralMembersWithOneNameCounts() {
        var scan =
                TestingModel.parse("Scan", "{\"TableName\":\"abc\",\"Limit\":1,\"TableName\":\"def\",\"Limit\":null}");

        assertThat(scan.string("TableName")).contains("def");
        assertThat(scan.has("Limit")).isFalse();
    }

    @Test
    void serviceTakesSomeTextsForTruthValues() {
        var scan = TestingModel.parse("Scan", "{\"TableName\":\"abc\",\"ConsistentRead\":\"Yes\"}");

        assertThat(scan.bool("ConsistentRead")).contains(true);
    }

    @Test
    void timesAreSeconds() {
        var restore = TestingModel.parse(
                "RestoreTableToPointInTime", "{\"TargetTableName\":\"abc\",\"RestoreDateTime\":1.5e9}");

        assertThat(restore.decimal("RestoreDateTime")).contains(1.5e9);
    }

    @Test
    void structuresListsAndMapsAreReadByName() {
        var create = TestingModel.parse("CreateTable", """
                {"TableName": "abc", "AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}], "StreamSpecification": {"StreamEnabled": true}}""");
        var query = TestingModel.parse("Query", """
                {"TableName": "abc", "AttributesToGet": ["b", "a"], "ExpressionAttributeNames": {"#b": "b", "#a": "a"},
                 "KeyConditions": {"a": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "x"}]}}}""");

        assertThat(create.structure("StreamSpecification").orElseThrow().bool("StreamEnabled"))
                .contains(true);
        assertThat(create.structures("KeySchema").orElseThrow().getFirst().string("KeyType"))
                .contains("HASH");
        assertThat(query.strings("AttributesToGet")).contains(List.of("b", "a"));
        assertThat(query.stringMap("ExpressionAttributeNames").orElseThrow())
                .containsExactly(Map.entry("#b", "b"), Map.entry("#a", "a"));
        assertThat(entry(query.structureMap("KeyConditions"), "a").values("AttributeValueList"))
                .contains(List.of(X));
    }

    @Test
    void attributeValuesAreReadByName() {
        var item = new Item(Map.of("a", X));

        var put = TestingModel.parse(
                "PutItem",
                "{\"TableName\":\"abc\",\"Item\":{\"a\":{\"S\":\"x\"}},\"Expected\":{\"a\":{\"Value\":{\"S\":\"x\"}}},"
                        + "\"ExpressionAttributeValues\":{\":a\":{\"S\":\"x\"}}}");
        var get = TestingModel.parse("BatchGetItem", "{\"RequestItems\":{\"abc\":{\"Keys\":[{\"a\":{\"S\":\"x\"}}]}}}");
        var write = TestingModel.parse(
                "BatchWriteItem", "{\"RequestItems\":{\"abc\":[{\"PutRequest\":{\"Item\":{\"a\":{\"S\":\"x\"}}}}]}}");

        assertThat(put.item("Item")).contains(item);
        assertThat(put.item("ExpressionAttributeValues")).contains(new Item(Map.of(":a", X)));
        assertThat(entry(put.structureMap("Expected"), "a").value("Value")).contains(X);
        assertThat(entry(get.structureMap("RequestItems"), "abc").items("Keys")).contains(List.of(item));
        assertThat(entry(write.structureListMap("RequestItems"), "abc")
                        .getFirst()
                        .structure("PutRequest")
                        .orElseThrow()
                        .item("Item"))
                .contains(item);
    }

    @Test
    void badAttributeValuesAreFoundWhenAskedFor() {
        var put = TestingModel.parse(
                "PutItem", "{\"TableName\":\"abc\",\"Item\":{\"a\":{}},\"ExpressionAttributeValues\":{\":a\":{}}}");
        var batch =
                TestingModel.parse("BatchGetItem", "{\"RequestItems\":{\"abc\":{\"Keys\":[{\"a\":{\"N\":\"x\"}}]}}}");
        var get = entry(batch.structureMap("RequestItems"), "abc");

        assertThat(put.has("Item")).isTrue();
        assertThatThrownBy(() -> put.item("Item"))
                .isInstanceOf(DynamoDbException.class)
                .hasMessage("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        assertThatThrownBy(() -> put.item("ExpressionAttributeValues"))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageStartingWith("ExpressionAttributeValues contains invalid value: ");
        assertThatThrownBy(() -> get.items("Keys"))
                .isInstanceOf(DynamoDbException.class)
                .hasMessage("The parameter cannot be converted to a numeric value: x");
    }

    @Test
    void unknownNamesAndOtherTypesAreProgrammingErrors() {
        var scan = TestingModel.parse("Scan", "{\"TableName\":\"abc\"}");

        assertThatThrownBy(() -> scan.string("Item")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scan.has("tableName")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scan.string("Limit")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scan.structures("AttributesToGet")).isInstanceOf(IllegalArgumentException.class);
    }

    private static <T> T entry(Optional<Map<String, T>> map, String key) {
        return Objects.requireNonNull(map.orElseThrow().get(key));
    }
}
