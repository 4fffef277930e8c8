package io.galena.storage.coordinator;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.changelog.ChangeLogPressure;
import io.galena.storage.row.Placement;
import io.galena.storage.write.ShardWrites.Planned;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A transaction's writes by shard, planned with one descriptor of each table. */
final class Plan {
    private final List<WriteCommand> commands;
    private final Optional<IdempotencyToken> token;
    private final Map<Integer, List<Integer>> places = new TreeMap<>();
    private final Map<Long, TableDescriptor> tables;

    Plan(List<WriteCommand> commands, Collection<TableDescriptor> tables, Optional<IdempotencyToken> token) {
        this.commands = commands;
        this.token = token;
        this.tables = tables.stream().collect(Collectors.toMap(TableDescriptor::id, Function.identity()));
        for (var i = 0; i < commands.size(); i++) {
            var shard = Placement.partition(
                            table(commands.get(i)), commands.get(i).rowKey())
                    .shard();
            places.computeIfAbsent(shard, missing -> new ArrayList<>()).add(i);
        }
    }

    /** Whether it changes tables whose readers of changes are too far behind. */
    boolean isThrottled(ChangeLogPressure pressure) {
        return shards().stream()
                .filter(pressure::isThrottled)
                .flatMap(shard -> writes(shard).stream())
                .anyMatch(write -> write.table().changeLog().isPresent());
    }

    Optional<IdempotencyToken> token() {
        return token;
    }

    /** About how many bytes it brings. */
    long bytes() {
        return WriteCommand.bytes(commands);
    }

    /** Whether it writes to a table with local indexes. */
    boolean hasLocalIndexes() {
        return tables.values().stream().anyMatch(table -> !table.localIndexes().isEmpty());
    }

    /** The shards that have writes. */
    List<Integer> shards() {
        return List.copyOf(places.keySet());
    }

    /** The writes in a shard. */
    List<Planned> writes(int shard) {
        return places.getOrDefault(shard, List.of()).stream()
                .map(commands::get)
                .map(command -> new Planned(command, table(command)))
                .toList();
    }

    /** What is kept under the token. */
    byte[] answer(List<WriteResult> results) {
        return token.map(present -> present.answer().apply(results)).orElseThrow();
    }

    /** What the parts have for their writes, in the order of the request. */
    <T> List<T> inOrder(List<Participant> participants, Function<Participant, List<T>> of) {
        var values = new TreeMap<Integer, T>();
        for (var participant : participants) {
            var own = of.apply(participant);
            var ownPlaces = places.getOrDefault(participant.shard(), List.of());
            for (var i = 0; i < own.size(); i++) {
                values.put(ownPlaces.get(i), own.get(i));
            }
        }
        return List.copyOf(values.values());
    }

    private TableDescriptor table(WriteCommand command) {
        return tables.getOrDefault(command.table().id(), command.table());
    }
}
