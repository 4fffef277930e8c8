package io.galena.storage.schema;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.TableStatistics;
import io.galena.kit.operation.InternalOperation;
import org.springframework.stereotype.Component;

/** Answers how much tables hold, as an estimate. */
@Component
final class TableStatisticsOperation implements InternalOperation<TableStatistics.Request, TableStatistics.Answer> {
    private final Catalog catalog;
    private final TableEstimates estimates;

    TableStatisticsOperation(Catalog catalog, TableEstimates estimates) {
        this.catalog = catalog;
        this.estimates = estimates;
    }

    @Override
    public String name() {
        return TableStatistics.NAME;
    }

    @Override
    public Class<TableStatistics.Request> requestType() {
        return TableStatistics.Request.class;
    }

    @Override
    public TableStatistics.Answer handle(TableStatistics.Request request) {
        return new TableStatistics.Answer(request.tableIds().stream()
                .flatMap(id -> catalog.find(id).stream())
                .map(estimates::of)
                .toList());
    }
}
