package io.galena.storage.schema;

import io.galena.kit.catalog.DropTable;
import io.galena.kit.operation.InternalOperation;
import org.springframework.stereotype.Component;

/** Removes a table from all shards. */
@Component
final class DropTableOperation implements InternalOperation<DropTable.Request, DropTable.Answer> {
    private final TableSchemas schemas;

    DropTableOperation(TableSchemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public String name() {
        return DropTable.NAME;
    }

    @Override
    public Class<DropTable.Request> requestType() {
        return DropTable.Request.class;
    }

    @Override
    public DropTable.Answer handle(DropTable.Request request) {
        schemas.drop(request.table());
        return new DropTable.Answer();
    }
}
