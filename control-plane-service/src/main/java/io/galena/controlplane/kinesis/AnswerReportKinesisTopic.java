package io.galena.controlplane.kinesis;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.KinesisStreamStatus;
import io.galena.kit.kinesis.ReportKinesisTopic;
import io.galena.kit.operation.InternalOperation;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** {@link ReportKinesisTopic}: a stream becomes active when its topic is there, and goes when that is gone. */
@Component
final class AnswerReportKinesisTopic
        implements InternalOperation<ReportKinesisTopic.Request, ReportKinesisTopic.Answer> {
    private final CatalogDatabase database;
    private final KinesisStore store;

    AnswerReportKinesisTopic(CatalogDatabase database, KinesisStore store) {
        this.database = database;
        this.store = store;
    }

    @Override
    public String name() {
        return ReportKinesisTopic.NAME;
    }

    @Override
    public Class<ReportKinesisTopic.Request> requestType() {
        return ReportKinesisTopic.Request.class;
    }

    @Override
    public ReportKinesisTopic.Answer handle(ReportKinesisTopic.Request report) {
        var known = store.find(report.stream());
        if (known.isEmpty() || !isNews(known.get(), report)) {
            return new ReportKinesisTopic.Answer(known);
        }
        return database.change(revision -> {
            store.find(report.stream())
                    .filter(stream -> isNews(stream, report))
                    .ifPresent(stream -> take(stream, report, revision));
            return new ReportKinesisTopic.Answer(store.find(report.stream()));
        });
    }

    private static boolean isNews(KinesisStreamDescriptor stream, ReportKinesisTopic.Request report) {
        var deleting = stream.status() == KinesisStreamStatus.DELETING;
        return report.topicId().isEmpty()
                ? deleting
                : !deleting
                        && stream.generation() == report.generation()
                        && !stream.topicId().equals(report.topicId());
    }

    private void take(KinesisStreamDescriptor stream, ReportKinesisTopic.Request report, long revision) {
        Optional<String> topic = report.topicId();
        if (topic.isEmpty()) {
            store.drop(stream.id(), revision);
        } else {
            var generation = stream.topicId().isPresent() ? stream.generation() + 1 : stream.generation();
            store.activate(stream.id(), topic.get(), generation, revision);
        }
    }
}
