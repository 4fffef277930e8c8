package io.galena.storage.conformance;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.value.Binary;
import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.coordinator.IdempotencyToken;
import io.galena.storage.coordinator.TransactionOutcome;
import io.galena.storage.coordinator.Transactions;
import io.galena.storage.coordinator.WantedRow;
import io.galena.storage.index.IndexMutation;
import io.galena.storage.index.IndexMutations;
import io.galena.storage.read.PointReader;
import io.galena.storage.read.RangePage;
import io.galena.storage.read.RangeReader;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.Change;
import io.galena.storage.write.ItemWriter;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteOutcome;
import io.galena.storage.write.WriteResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The storage engine's contract kept in memory, so that operations can be tested without a database. */
final class MemoryEngine implements ItemWriter, Transactions, PointReader, RangeReader {
    private final Map<Place, NavigableMap<byte[], StoredRow>> rows = new HashMap<>();
    private final Map<Binary, Kept> tokens = new HashMap<>();
    private long version;

    private record Place(long table, Optional<Integer> index) {}

    private record Kept(Binary request, byte[] answer) {}

    @Override
    public synchronized WriteResult write(WriteCommand command) {
        var table = command.table();
        var items = rows(table, Optional.empty());
        var before = Optional.ofNullable(items.get(command.rowKey()));
        var change = switch (command) {
            case WriteCommand.Unconditional(var _, var _, var unconditional) -> unconditional;
            case WriteCommand.Decided(var _, var _, var _, var decision) -> decision.decide(before);
            case WriteCommand.Expire expire -> throw new IllegalArgumentException("Nothing expires here: " + expire);
            case WriteCommand.Reindex _ -> new Change.Keep();
        };
        var after = switch (change) {
            case Change.Put(var item, var bytes, var size) ->
                Optional.of(new StoredRow(command.rowKey(), bytes, StoredRow.CANONICAL_JSON, size, ++version, item));
            case Change.Delete() -> Optional.<StoredRow>empty();
            case Change.Keep() -> before;
        };
        put(items, before, after);
        var mutations = IndexMutations.of(table, before, after);
        mutations.forEach(mutation -> apply(mutation, table));
        return new WriteResult(
                command instanceof WriteCommand.Unconditional ? Optional.empty() : before,
                before.map(row -> OptionalInt.of(row.size())).orElse(OptionalInt.empty()),
                after,
                mutations,
                table.localIndexes().isEmpty() ? OptionalLong.empty() : OptionalLong.of(collection(command, items)));
    }

    @Override
    public List<WriteOutcome> write(List<WriteCommand> commands) {
        return commands.stream().map(this::outcome).toList();
    }

    private WriteOutcome outcome(WriteCommand command) {
        try {
            return new WriteOutcome.Done(write(command));
        } catch (DynamoDbException e) {
            return new WriteOutcome.Failed(e);
        }
    }

    @Override
    public synchronized TransactionOutcome write(List<WriteCommand> commands, Optional<IdempotencyToken> token) {
        var kept = token.flatMap(named -> Optional.ofNullable(tokens.get(new Binary(named.key()))));
        if (kept.isPresent()) {
            if (!token.map(named -> new Binary(named.request())).equals(kept.map(Kept::request))) {
                throw new DynamoDbException(
                        ErrorType.IDEMPOTENT_PARAMETER_MISMATCH,
                        "Specified idempotent token was used with different request parameters within the"
                                + " idempotency window");
            }
            return new TransactionOutcome.Repeated(kept.get().answer());
        }
        var errors = commands.stream().map(this::refusal).toList();
        if (errors.stream().anyMatch(Optional::isPresent)) {
            return new TransactionOutcome.Cancelled(errors);
        }
        var results = commands.stream().map(command -> write(command)).toList();
        token.ifPresent(named -> tokens.put(
                new Binary(named.key()),
                new Kept(new Binary(named.request()), named.answer().apply(results))));
        return new TransactionOutcome.Done(results);
    }

    private Optional<DynamoDbException> refusal(WriteCommand command) {
        if (command instanceof WriteCommand.Decided decided) {
            try {
                decided.decision()
                        .decide(Optional.ofNullable(
                                rows(command.table(), Optional.empty()).get(command.rowKey())));
            } catch (DynamoDbException e) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized List<Optional<StoredRow>> read(List<WantedRow> wanted) {
        return wanted.stream()
                .map(row ->
                        Optional.ofNullable(rows(row.table(), Optional.empty()).get(row.rowKey())))
                .toList();
    }

    @Override
    public synchronized List<Optional<StoredRow>> read(
            TableDescriptor table, List<byte[]> rowKeys, boolean consistent) {
        var items = rows(table, Optional.empty());
        return rowKeys.stream().map(key -> Optional.ofNullable(items.get(key))).toList();
    }

    @Override
    public List<Optional<StoredRow>> readBase(TableDescriptor table, List<StoredRow> entries, boolean consistent) {
        return read(
                table,
                entries.stream()
                        .map(entry -> KeyCodec.rowKey(table.keys(), entry.item()))
                        .toList(),
                consistent);
    }

    @Override
    public synchronized RangePage page(RangeRequest request) {
        var all = rows(request.table(), request.index());
        var tail = all.tailMap(request.from(), true);
        var range = request.to()
                .map(to -> Arrays.compareUnsigned(request.from(), to) < 0 ? tail.headMap(to, false) : empty())
                .orElse(tail);
        var page = new ArrayList<StoredRow>();
        var bytes = 0L;
        for (var row : (request.forward() ? range : range.descendingMap()).values()) {
            page.add(row);
            bytes += row.size();
            if (page.size() == request.maxRows() || bytes >= request.maxBytes()) {
                return new RangePage(page, false);
            }
        }
        return new RangePage(page, true);
    }

    private void apply(IndexMutation mutation, TableDescriptor table) {
        put(rows(table, Optional.of(mutation.index())), mutation.removed(), mutation.put());
    }

    private static void put(
            NavigableMap<byte[], StoredRow> target, Optional<StoredRow> before, Optional<StoredRow> after) {
        before.ifPresent(row -> target.remove(row.key()));
        after.ifPresent(row -> target.put(row.key(), row));
    }

    private static long collection(WriteCommand command, NavigableMap<byte[], StoredRow> items) {
        return items.values().stream()
                .filter(row -> Arrays.equals(row.key(), 0, 16, command.rowKey(), 0, 16))
                .mapToLong(StoredRow::size)
                .sum();
    }

    private NavigableMap<byte[], StoredRow> rows(TableDescriptor table, Optional<IndexDescriptor> index) {
        return rows.computeIfAbsent(new Place(table.id(), index.map(IndexDescriptor::id)), _ -> empty());
    }

    private static NavigableMap<byte[], StoredRow> empty() {
        return new TreeMap<>(Arrays::compareUnsigned);
    }
}
