package io.galena.controlplane.table;

import io.galena.controlplane.definition.InsightsSetting;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.operation.Caller;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The table or global index whose keys a request is about. */
record InsightsResource(TableReference reference, Optional<String> indexName) {
    static InsightsResource of(Structure input, Caller caller) {
        return new InsightsResource(TableReference.of(input, caller), input.string("IndexName"));
    }

    /** @throws DynamoDbException RESOURCE_NOT_FOUND when there is no such table, or it has no such index */
    Found require(TableStore tables, Caller caller) {
        var name = reference.name();
        var table = tables.find(caller.account(), caller.region(), name).orElseThrow(() -> TableErrors.notFound(name));
        return indexName
                .map(index -> table.globalIndexes().stream()
                        .filter(present -> present.definition().name().equals(index))
                        .findFirst()
                        .map(present -> new Found(table, present.id(), indexName))
                        .orElseThrow(() -> new DynamoDbException(
                                ErrorType.RESOURCE_NOT_FOUND, "Requested resource not found: Index: " + index)))
                .orElseGet(() -> new Found(table, 0, Optional.empty()));
    }

    /**
     * A table or global index that there is.
     *
     * @param indexId 0 for the table itself
     */
    record Found(Table table, int indexId, Optional<String> indexName) {
        Optional<InsightsSetting> setting() {
            return table.settings().insights(indexId);
        }

        /** Writes the members that all answers have, under that status. */
        void write(Optional<InsightsSetting> setting, String status, JsonGenerator json) {
            json.writeStringProperty("TableName", table.name());
            indexName.ifPresent(name -> json.writeStringProperty("IndexName", name));
            json.writeStringProperty("ContributorInsightsStatus", status);
            setting.ifPresent(present -> json.writeStringProperty(
                    "ContributorInsightsMode", present.mode().name()));
        }
    }
}
