package io.galena.storage.schema;

import io.galena.kit.catalog.ApplyTable;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.operation.InternalOperation;
import org.springframework.stereotype.Component;

/** Makes every shard of a table hold a descriptor; this process then uses it at once. */
@Component
final class ApplyTableOperation implements InternalOperation<ApplyTable.Request, ApplyTable.Answer> {
    private final TableSchemas schemas;
    private final Catalog catalog;

    ApplyTableOperation(TableSchemas schemas, Catalog catalog) {
        this.schemas = schemas;
        this.catalog = catalog;
    }

    @Override
    public String name() {
        return ApplyTable.NAME;
    }

    @Override
    public Class<ApplyTable.Request> requestType() {
        return ApplyTable.Request.class;
    }

    @Override
    public ApplyTable.Answer handle(ApplyTable.Request request) {
        schemas.apply(request.table());
        catalog.put(request.table());
        return new ApplyTable.Answer();
    }
}
