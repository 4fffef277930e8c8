package io.galena.controlplane.kinesis;

import io.galena.kit.operation.Operation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Operations that come in pairs, one the opposite of the other. */
@Configuration(proxyBeanMethods = false)
class DirectedOperations {
    @Bean
    Operation<?, ?> increaseRetention(KinesisStreamRows streams, KinesisStore store) {
        return new ChangeRetentionPeriod(ChangeRetentionPeriod.Direction.INCREASE, streams, store);
    }

    @Bean
    Operation<?, ?> decreaseRetention(KinesisStreamRows streams, KinesisStore store) {
        return new ChangeRetentionPeriod(ChangeRetentionPeriod.Direction.DECREASE, streams, store);
    }

    @Bean
    Operation<?, ?> addTags(KinesisStreamRows streams, KinesisStore store) {
        return new ChangeStreamTags(ChangeStreamTags.Direction.ADD, streams, store);
    }

    @Bean
    Operation<?, ?> removeTags(KinesisStreamRows streams, KinesisStore store) {
        return new ChangeStreamTags(ChangeStreamTags.Direction.REMOVE, streams, store);
    }
}
