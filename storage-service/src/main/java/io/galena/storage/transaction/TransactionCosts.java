package io.galena.storage.transaction;

import io.galena.storage.capacity.CapacityUnits;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.WriteResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a transaction cost on each table: twice what its actions would have cost alone. What a repeated request costs, the
 * reading of the items, is kept with its token.
 */
public final class TransactionCosts {
    private final Map<String, ConsumedCapacity> tables = new LinkedHashMap<>();

    private TransactionCosts() {}

    /** The costs of writes that are done. */
    static TransactionCosts ofWrites(List<TransactedWrite> writes, List<WriteResult> results) {
        var costs = new TransactionCosts();
        for (var i = 0; i < writes.size(); i++) {
            costs.addWrite(writes.get(i).table().given(), results.get(i));
        }
        return costs;
    }

    /** The costs of reading what writes have left. */
    static TransactionCosts ofRepetition(List<TransactedWrite> writes, List<WriteResult> results) {
        var costs = new TransactionCosts();
        for (var i = 0; i < writes.size(); i++) {
            costs.addReadOf(writes.get(i).table().given(), results.get(i));
        }
        return costs;
    }

    /** The costs of nothing yet. */
    public static TransactionCosts none() {
        return new TransactionCosts();
    }

    /** Adds the cost of a write that is done. */
    public void addWrite(String table, WriteResult result) {
        add(ConsumedCapacity.ofWrite(table, result));
    }

    /** Adds the cost of reading what a write has left. */
    public void addReadOf(String table, WriteResult result) {
        addRead(
                table,
                result.after().map(StoredRow::size).orElse(result.sizeBefore().orElse(0)));
    }

    /** Adds the cost of reading an item, or of finding that there is none. */
    public void addRead(String table, int bytes) {
        add(ConsumedCapacity.ofTable(table, CapacityUnits.read(bytes, true)));
    }

    /** The sums, in the order in which the tables came. */
    public Collection<ConsumedCapacity> capacity() {
        return tables.values();
    }

    /** The costs in bytes, for {@link #decode}. */
    public byte[] encode() {
        var bytes = new ByteArrayOutputStream();
        try {
            var out = new DataOutputStream(bytes);
            out.writeInt(tables.size());
            for (var table : tables.values()) {
                out.writeUTF(table.table());
                out.writeDouble(table.tableUnits());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What {@link #encode} made those bytes of. */
    public static TransactionCosts decode(byte[] bytes) {
        var costs = new TransactionCosts();
        try {
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            for (var left = in.readInt(); left > 0; left--) {
                var table = in.readUTF();
                costs.tables.put(table, ConsumedCapacity.ofTable(table, in.readDouble()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return costs;
    }

    private void add(ConsumedCapacity alone) {
        tables.merge(alone.table(), alone.twice(), ConsumedCapacity::plus);
    }
}
