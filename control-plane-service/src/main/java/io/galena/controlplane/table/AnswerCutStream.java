package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.stream.Streams;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.catalog.CutStream;
import io.galena.kit.operation.InternalOperation;
import org.springframework.stereotype.Component;

/** {@link CutStream}. */
@Component
final class AnswerCutStream implements InternalOperation<CutStream.Request, CutStream.Answer> {
    private static final int MOST = 1_024;

    private final CatalogDatabase database;
    private final TableStore tables;
    private final Streams streams;
    private final TableLifecycle lifecycle;

    AnswerCutStream(CatalogDatabase database, TableStore tables, Streams streams, TableLifecycle lifecycle) {
        this.database = database;
        this.tables = tables;
        this.streams = streams;
        this.lifecycle = lifecycle;
    }

    @Override
    public String name() {
        return CutStream.NAME;
    }

    @Override
    public Class<CutStream.Request> requestType() {
        return CutStream.Request.class;
    }

    @Override
    public CutStream.Answer handle(CutStream.Request request) {
        if (request.shardsPerPartition() < 1 || request.shardsPerPartition() > MOST) {
            throw DynamoDbException.validation("shardsPerPartition must be between 1 and " + MOST);
        }
        database.change(revision -> start(request, revision));
        lifecycle.drive(request.tableId());
        return new CutStream.Answer();
    }

    private Table start(CutStream.Request request, long revision) {
        var table = tables.find(request.tableId())
                .orElseThrow(() -> TableErrors.notFound(Long.toString(request.tableId())));
        TableErrors.requireActive(table);
        var open = table.openStreamShards();
        if (open.isEmpty()) {
            throw DynamoDbException.validation("Table has no stream to cut: TableName: " + table.name());
        }
        var topicPartitions = streams.cut(table.id(), table.partitions(), open, request.shardsPerPartition(), revision);
        tables.startUpdate(table.id(), topicPartitions, revision);
        return table;
    }
}
