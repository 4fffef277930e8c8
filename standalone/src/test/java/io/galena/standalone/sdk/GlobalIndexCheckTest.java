package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The checker of indexes is itself checked: with every kind of fault it must find one. */
class GlobalIndexCheckTest {
    private static final TableDescription TABLE = TableDescription.builder()
            .attributeDefinitions(TableShape.attribute("pk", "S"), TableShape.attribute("c", "S"))
            .keySchema(TableShape.keys("pk"))
            .build();
    private static final GlobalSecondaryIndexDescription INDEX = GlobalSecondaryIndexDescription.builder()
            .keySchema(TableShape.keys("c"))
            .projection(projection -> projection.projectionType("INCLUDE").nonKeyAttributes("v"))
            .build();

    @Test
    void onlyItemsWithAProperKeyAreImpliedAndOnlyWithWhatIsProjected() {
        var items = List.of(
                item("pk", s("1"), "c", s("x"), "v", n(1), "w", n(2)),
                item("pk", s("2"), "c", n(1)),
                item("pk", s("3"), "c", s("")),
                item("pk", s("4")));

        assertThat(GlobalIndexCheck.implied(TABLE, INDEX, items))
                .containsExactly(item("pk", s("1"), "c", s("x"), "v", n(1)));
    }

    @Test
    void anEntryThatIsMissingOrTooManyOrDoubledOrStaleIsFound() {
        var one = item("c", s("x"), "pk", s("1"));
        var other = item("c", s("x"), "pk", s("2"));

        assertThat(GlobalIndexCheck.differences(List.of(one, other), List.of(sorted(one), sorted(other))))
                .isEmpty();
        assertThat(GlobalIndexCheck.differences(List.of(one, other), List.of(sorted(one))))
                .hasSize(1);
        assertThat(GlobalIndexCheck.differences(List.of(one), List.of(sorted(one), sorted(other))))
                .hasSize(1);
        assertThat(GlobalIndexCheck.differences(List.of(one), List.of(sorted(one), sorted(one))))
                .hasSize(1);
        assertThat(GlobalIndexCheck.differences(List.of(one), List.of(sorted(item("c", s("y"), "pk", s("1"))))))
                .hasSize(2);
    }

    private static Map<String, AttributeValue> sorted(Map<String, AttributeValue> item) {
        return new TreeMap<>(item);
    }
}
