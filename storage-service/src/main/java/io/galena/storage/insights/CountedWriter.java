package io.galena.storage.insights;

import io.galena.storage.write.ItemWriter;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteOutcome;
import io.galena.storage.write.WriteResult;
import java.util.List;

/** Writes, counted. */
record CountedWriter(ItemWriter writer, WriteCounting counting) implements ItemWriter {
    @Override
    public WriteResult write(WriteCommand command) {
        try {
            var result = writer.write(command);
            counting.done(command, result, 1);
            return result;
        } catch (RuntimeException e) {
            counting.failed(command, e);
            throw e;
        }
    }

    @Override
    public List<WriteOutcome> write(List<WriteCommand> commands) {
        var outcomes = writer.write(commands);
        for (var i = 0; i < commands.size(); i++) {
            switch (outcomes.get(i)) {
                case WriteOutcome.Done(var result) -> counting.done(commands.get(i), result, 1);
                case WriteOutcome.Failed(var error) -> counting.failed(commands.get(i), error);
            }
        }
        return outcomes;
    }
}
