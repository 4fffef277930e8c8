package io.galena.storage.insights;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.HotKeys;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.operation.InternalOperation;
import io.galena.storage.read.RangeReader;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** {@link HotKeys}. */
@Component
final class HotKeysOperation implements InternalOperation<HotKeys.Request, HotKeys.Answer> {
    private final Catalog catalog;
    private final HotKeyReport report;

    HotKeysOperation(Catalog catalog, Insights insights, @Qualifier("ownRangeReader") RangeReader reader) {
        this.catalog = catalog;
        this.report = new HotKeyReport(insights, reader);
    }

    @Override
    public String name() {
        return HotKeys.NAME;
    }

    @Override
    public Class<HotKeys.Request> requestType() {
        return HotKeys.Request.class;
    }

    @Override
    public HotKeys.Answer handle(HotKeys.Request request) {
        var table = catalog.find(request.account(), request.table()).orElseThrow(HotKeysOperation::notFound);
        if (request.index().isEmpty()) {
            return report.of(table, Optional.empty(), request.most());
        }
        var index = table.globalIndexes().stream()
                .filter(present -> present.name().equals(request.index()))
                .findFirst()
                .orElseThrow(HotKeysOperation::notFound);
        return report.of(table, Optional.<IndexDescriptor>of(index), request.most());
    }

    private static DynamoDbException notFound() {
        return new DynamoDbException(ErrorType.RESOURCE_NOT_FOUND, "Requested resource not found");
    }
}
