package io.galena.storage.throughput;

import io.galena.storage.write.WriteCommand;
import java.util.Optional;

/** Tells which writes are metered: those of clients, to tables with limits. What the service does by itself costs nothing. */
record WriteMetering(Meters meters) {
    /** @param factor how many times the usual price a write costs */
    Optional<MeteredWrite> of(WriteCommand command, double factor) {
        var table = command.table();
        return table.capacity().isEmpty() || isOwn(command)
                ? Optional.empty()
                : Optional.of(new MeteredWrite(
                        meters, meters.of(table, table.capacity().get()), command, factor));
    }

    private static boolean isOwn(WriteCommand command) {
        return switch (command) {
            case WriteCommand.Unconditional _, WriteCommand.Decided _ -> false;
            case WriteCommand.Reindex _, WriteCommand.Recheck _, WriteCommand.Expire _ -> true;
        };
    }
}
