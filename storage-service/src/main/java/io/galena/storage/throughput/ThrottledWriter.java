package io.galena.storage.throughput;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.storage.write.ItemWriter;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteOutcome;
import io.galena.storage.write.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes within the limits of tables and of their global indexes. */
record ThrottledWriter(ItemWriter writer, WriteMetering metering) implements ItemWriter {
    @Override
    public WriteResult write(WriteCommand command) {
        return metering.of(command, 1).map(this::write).orElseGet(() -> writer.write(command));
    }

    private WriteResult write(MeteredWrite write) {
        write.take();
        try {
            var result = writer.write(write.command());
            write.paid(result);
            return result;
        } catch (RuntimeException e) {
            write.failed(e);
            throw e;
        }
    }

    @Override
    public List<WriteOutcome> write(List<WriteCommand> commands) {
        if (commands.stream().allMatch(command -> command.table().capacity().isEmpty())) {
            return writer.write(commands);
        }
        var writes = commands.stream().map(this::begin).toList();
        var results = writer.write(writes.stream()
                        .flatMap(write -> write.command().stream())
                        .toList())
                .iterator();
        var outcomes = new ArrayList<WriteOutcome>();
        for (var write : writes) {
            outcomes.add(
                    write.refusal().<WriteOutcome>map(WriteOutcome.Failed::new).orElseGet(results::next));
            write.metered().ifPresent(metered -> end(metered, outcomes.getLast()));
        }
        return outcomes;
    }

    private Begun begin(WriteCommand command) {
        var metered = metering.of(command, 1);
        if (metered.isEmpty()) {
            return new Begun(Optional.empty(), Optional.of(command), Optional.empty());
        }
        try {
            metered.get().take();
            return new Begun(metered, Optional.of(metered.get().command()), Optional.empty());
        } catch (DynamoDbException e) {
            return new Begun(Optional.empty(), Optional.empty(), Optional.of(e));
        }
    }

    private static void end(MeteredWrite write, WriteOutcome outcome) {
        switch (outcome) {
            case WriteOutcome.Done(var result) -> write.paid(result);
            case WriteOutcome.Failed(var error) -> write.failed(error);
        }
    }

    /**
     * One of several writes.
     *
     * @param metered what it is charged by
     * @param command what is carried out; empty if it is refused
     */
    private record Begun(
            Optional<MeteredWrite> metered, Optional<WriteCommand> command, Optional<DynamoDbException> refusal) {}
}
