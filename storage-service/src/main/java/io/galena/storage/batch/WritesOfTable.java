package io.galena.storage.batch;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.operation.Caller;
import io.galena.kit.catalog.TableReference;
import io.galena.storage.write.WriteCommand;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;

/** What a BatchWriteItem writes to one table. */
record WritesOfTable(TableReference table, List<BatchedWrite> writes) {
    WritesOfTable {
        writes = List.copyOf(writes);
    }

    /** Reads one entry of RequestItems. */
    static WritesOfTable read(String table, List<Structure> requests, Caller caller) {
        return new WritesOfTable(
                TableReference.of(table, caller),
                requests.stream().map(BatchedWrite::read).toList());
    }

    /**
     * Plans the writes, in their order.
     *
     * @throws DynamoDbException VALIDATION when a key is not one of the table's, or two writes have the same
     */
    List<WriteCommand> commands(TableDescriptor descriptor) {
        var seen = new HashSet<ByteBuffer>();
        return writes.stream()
                .map(write -> {
                    var command = write.command(descriptor);
                    if (!seen.add(ByteBuffer.wrap(command.rowKey()))) {
                        throw DynamoDbException.validation("Provided list of item keys contains duplicates");
                    }
                    return command;
                })
                .toList();
    }
}
