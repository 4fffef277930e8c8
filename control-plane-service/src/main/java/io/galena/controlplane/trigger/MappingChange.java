package io.galena.controlplane.trigger;

import io.galena.kit.pattern.EventPattern;
import io.galena.kit.pattern.InvalidPatternException;
import io.galena.kit.trigger.MappingSettings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request says of how records are delivered. What it does not say stays as it is, or is the default. */
record MappingChange(RequestJson request) {
    /** Settings of a new mapping before a request says more. */
    static final MappingSettings DEFAULTS = new MappingSettings(
            MappingSettings.TRIM_HORIZON, 100, 0, 1, List.of(), -1, -1, false, false, 0, Optional.empty());

    private static final int MAX_FILTERS = 10;
    private static final int MAX_PATTERN = 4096;
    private static final int LEAST_AGE = 60;
    private static final List<String> OF_OTHER_SOURCES = List.of(
            "AmazonManagedKafkaEventSourceConfig",
            "DocumentDBEventSourceConfig",
            "KMSKeyArn",
            "LoggingConfig",
            "MetricsConfig",
            "ProvisionedPollerConfig",
            "Queues",
            "ScalingConfig",
            "SelfManagedEventSource",
            "SelfManagedKafkaEventSourceConfig",
            "SourceAccessConfigurations",
            "StartingPositionTimestamp",
            "Tags",
            "Topics");
    private static final Pattern TOPIC = Pattern.compile("kafka://([A-Za-z0-9_-][A-Za-z0-9._-]{0,248})");

    /**
     * The settings that a mapping has after the change.
     *
     * @throws LambdaException for what cannot be
     */
    MappingSettings applyTo(MappingSettings before) {
        OF_OTHER_SOURCES.stream().filter(request::has).findFirst().ifPresent(name -> {
            throw LambdaException.invalid(name + " is not supported for mappings of DynamoDB streams.");
        });
        var after = new MappingSettings(
                before.startingPosition(),
                request.integer("BatchSize", 1, 10_000).orElse(before.batchSize()),
                request.integer("MaximumBatchingWindowInSeconds", 0, 300).orElse(before.batchingWindowSeconds()),
                request.integer("ParallelizationFactor", 1, 10).orElse(before.parallelization()),
                filters().orElse(before.filters()),
                request.integer("MaximumRetryAttempts", -1, 10_000).orElse(before.maximumRetryAttempts()),
                request.integer("MaximumRecordAgeInSeconds", -1, 604_800).orElse(before.maximumRecordAgeSeconds()),
                request.bool("BisectBatchOnFunctionError").orElse(before.bisect()),
                responseTypes().orElse(before.reportsItemFailures()),
                request.integer("TumblingWindowInSeconds", 0, 900).orElse(before.tumblingWindowSeconds()),
                request.object("DestinationConfig")
                        .map(MappingChange::destination)
                        .orElse(before.onFailure()));
        if (after.maximumRecordAgeSeconds() >= 0 && after.maximumRecordAgeSeconds() < LEAST_AGE) {
            throw LambdaException.invalid("MaximumRecordAgeInSeconds must be -1 or at least " + LEAST_AGE + ".");
        }
        if (after.tumblingWindowSeconds() > 0 && after.parallelization() > 1) {
            throw LambdaException.invalid("TumblingWindowInSeconds needs a ParallelizationFactor of 1.");
        }
        return after;
    }

    /** The same for a new mapping, which needs a place to begin at. */
    MappingSettings create(String streamArn) {
        var position = request.string("StartingPosition")
                .orElseThrow(
                        () -> LambdaException.invalid(
                                "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null."));
        switch (position) {
            case MappingSettings.LATEST, MappingSettings.TRIM_HORIZON -> {}
            case "AT_TIMESTAMP" ->
                throw LambdaException.invalid("Unsupported starting position for arn type: " + streamArn);
            default ->
                throw RequestJson.violated(
                        "Value '" + position
                                + "' at 'startingPosition' failed to satisfy constraint: Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]");
        }
        var settings = applyTo(DEFAULTS);
        return new MappingSettings(
                position,
                settings.batchSize(),
                settings.batchingWindowSeconds(),
                settings.parallelization(),
                settings.filters(),
                settings.maximumRetryAttempts(),
                settings.maximumRecordAgeSeconds(),
                settings.bisect(),
                settings.reportsItemFailures(),
                settings.tumblingWindowSeconds(),
                settings.onFailure());
    }

    private Optional<List<String>> filters() {
        return request.object("FilterCriteria")
                .map(criteria -> criteria.objects("Filters").orElse(List.of()))
                .map(filters -> {
                    if (filters.size() > MAX_FILTERS) {
                        throw LambdaException.invalid("A mapping can have at most " + MAX_FILTERS + " filters.");
                    }
                    return filters.stream()
                            .flatMap(filter -> filter.string("Pattern").stream())
                            .map(MappingChange::requirePattern)
                            .toList();
                });
    }

    private static String requirePattern(String pattern) {
        if (pattern.length() > MAX_PATTERN) {
            throw RequestJson.violated("Value at 'filterCriteria.filters.member.pattern' failed to satisfy constraint: "
                    + "Member must have length less than or equal to " + MAX_PATTERN);
        }
        try {
            EventPattern.compile(pattern);
        } catch (InvalidPatternException e) {
            throw LambdaException.invalid("Invalid filter pattern definition.");
        }
        return pattern;
    }

    private Optional<Boolean> responseTypes() {
        return request.strings("FunctionResponseTypes").map(types -> {
            types.stream()
                    .filter(type -> !type.equals("ReportBatchItemFailures"))
                    .findFirst()
                    .ifPresent(type -> {
                        throw RequestJson.violated(
                                "Value '[" + type
                                        + "]' at 'functionResponseTypes' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [ReportBatchItemFailures]]");
                    });
            return !types.isEmpty();
        });
    }

    private static Optional<String> destination(RequestJson config) {
        if (config.object("OnSuccess")
                .flatMap(success -> success.string("Destination"))
                .isPresent()) {
            throw LambdaException.invalid("OnSuccess is not supported for mappings of DynamoDB streams.");
        }
        var destination = config.object("OnFailure").flatMap(failure -> failure.string("Destination"));
        destination.filter(text -> !text.isEmpty()).ifPresent(text -> {
            var topic = TOPIC.matcher(text);
            if (topic.matches()
                    ? topic.group(1).startsWith("galena.") || topic.group(1).startsWith("__")
                    : !FunctionUrl.isOne(text)) {
                throw LambdaException.invalid(
                        "The destination must be kafka://topic, of a topic that is not Galena's own, or an http or https URL.");
            }
        });
        return destination.filter(text -> !text.isEmpty());
    }
}
