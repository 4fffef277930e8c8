package io.galena.controlplane.kinesis;

import io.galena.controlplane.DeploymentProperties;
import io.galena.kit.kinesis.FindKinesisStream;
import io.galena.kit.operation.InternalOperation;
import org.springframework.stereotype.Component;

/** {@link FindKinesisStream}. */
@Component
final class AnswerFindKinesisStream implements InternalOperation<FindKinesisStream.Request, FindKinesisStream.Answer> {
    private final KinesisStore store;
    private final DeploymentProperties deployment;

    AnswerFindKinesisStream(KinesisStore store, DeploymentProperties deployment) {
        this.store = store;
        this.deployment = deployment;
    }

    @Override
    public String name() {
        return FindKinesisStream.NAME;
    }

    @Override
    public Class<FindKinesisStream.Request> requestType() {
        return FindKinesisStream.Request.class;
    }

    @Override
    public FindKinesisStream.Answer handle(FindKinesisStream.Request request) {
        return new FindKinesisStream.Answer(
                request.id() != 0
                        ? store.find(request.id())
                        : store.find(request.account(), deployment.region(), request.name()));
    }
}
