package io.galena.stream;

import io.galena.stream.trigger.delivery.Backoff;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How triggers work.
 *
 * @param session how long an instance may be silent before others take its work over; brokers have bounds for it
 * @param firstPause how long to wait after a first failure, about
 * @param longestPause how long to wait after many failures, at most
 * @param rest how long a function that cannot be reached is left alone
 */
@ConfigurationProperties("galena.trigger")
record TriggerProperties(
        @DefaultValue("10s") Duration session,
        @DefaultValue("200ms") Duration firstPause,
        @DefaultValue("60s") Duration longestPause,
        @DefaultValue("5s") Duration rest) {
    TriggerProperties {
        if (!session.isPositive() || !firstPause.isPositive() || !rest.isPositive()) {
            throw new IllegalArgumentException("The times of galena.trigger must be positive");
        }
        if (longestPause.compareTo(firstPause) <= 0) {
            throw new IllegalArgumentException("galena.trigger.longest-pause must be longer than first-pause");
        }
    }

    Backoff backoff() {
        return new Backoff(firstPause, longestPause);
    }
}
