package io.galena.dynamodb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApiModelTest {
    @Test
    void everyOperationOfTheApiIsThere() {
        assertThat(List.copyOf(TestingModel.MODEL.operationNames()))
                .hasSize(101)
                .contains("PutItem", "DescribeEndpoints", "ExecuteStatement", "GetRecords", "kinesis:GetRecords")
                .isSorted();
        assertThat(TestingModel.MODEL.operationNames())
                .allSatisfy(name -> assertThat(
                                TestingModel.MODEL.operation(name).orElseThrow().name())
                        .isEqualTo(name));
    }

    @Test
    void otherNamesAreNoOperations() {
        assertThat(TestingModel.MODEL.operation("putItem")).isEmpty();
        assertThat(TestingModel.MODEL.operation("")).isEmpty();
    }

    @Test
    void operationsWithoutParametersTakeAnEmptyObject() {
        assertThat(TestingModel.MODEL.operation("DescribeLimits").orElseThrow().memberPaths())
                .isEmpty();
        assertThat(TestingModel.parse("DescribeLimits", "{\"Any\":1}")).isNotNull();
    }

    @Test
    void memberPathsGoThroughListsAndMapsButNotIntoAttributeValues() {
        assertThat(TestingModel.MODEL.operation("BatchWriteItem").orElseThrow().memberPaths())
                .containsExactly(
                        "ReturnConsumedCapacity",
                        "ReturnItemCollectionMetrics",
                        "RequestItems",
                        "RequestItems.DeleteRequest",
                        "RequestItems.DeleteRequest.Key",
                        "RequestItems.PutRequest",
                        "RequestItems.PutRequest.Item");
    }

    @Test
    void shapesMustBeDescribedBeforeTheyAreUsed() {
        assertThatThrownBy(() -> ModelReader.read("structure A\nmember B C\noperation O A"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("C");
        assertThatThrownBy(() -> ModelReader.read("set A")).isInstanceOf(IllegalStateException.class);
    }
}
