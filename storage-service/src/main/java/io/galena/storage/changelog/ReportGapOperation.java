package io.galena.storage.changelog;

import io.galena.kit.changelog.ReportGap;
import io.galena.kit.operation.InternalOperation;
import io.galena.storage.shard.Shards;
import org.springframework.stereotype.Component;

/** {@link ReportGap}. */
@Component
final class ReportGapOperation implements InternalOperation<ReportGap.Request, ReportGap.Answer> {
    private final Shards shards;

    ReportGapOperation(Shards shards) {
        this.shards = shards;
    }

    @Override
    public String name() {
        return ReportGap.NAME;
    }

    @Override
    public Class<ReportGap.Request> requestType() {
        return ReportGap.Request.class;
    }

    @Override
    public ReportGap.Answer handle(ReportGap.Request request) {
        var changes = new ShardChangeLog(shards.require(request.shard()));
        return new ReportGap.Answer(changes.report(request.reason(), request.nothingLeft()));
    }
}
