package io.galena.storage.changelog;

import io.galena.kit.changelog.LogEntry;
import io.galena.kit.destination.FenceChanges;
import io.galena.kit.operation.InternalOperation;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** {@link FenceChanges}. */
@Component
final class FenceChangesOperation implements InternalOperation<FenceChanges.Request, FenceChanges.Answer> {
    private final ChangeFences fences;

    FenceChangesOperation(ChangeFences fences) {
        this.fences = fences;
    }

    @Override
    public String name() {
        return FenceChanges.NAME;
    }

    @Override
    public Class<FenceChanges.Request> requestType() {
        return FenceChanges.Request.class;
    }

    @Override
    public FenceChanges.Answer handle(FenceChanges.Request request) {
        fences.put(
                request.partitions(),
                IntStream.range(0, request.topicPartitions())
                        .mapToObj(number -> new LogEntry.Fence(
                                request.tableId(), number, LogEntry.Fence.DESTINATION, request.destination()))
                        .toList());
        return new FenceChanges.Answer();
    }
}
