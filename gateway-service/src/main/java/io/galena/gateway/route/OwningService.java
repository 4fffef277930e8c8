package io.galena.gateway.route;

import io.galena.kit.transport.Target;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The services behind the gateway, and the one table of which owns what. What is not in it is served by nobody. */
@SuppressWarnings("ImmutableEnumChecker") // the set is unmodifiable
public enum OwningService {
    CONTROL_PLANE(
            "control-plane",
            Map.of(
                    Target.Api.DYNAMODB,
                    Set.of(
                            "CreateTable",
                            "DeleteResourcePolicy",
                            "DeleteTable",
                            "DescribeContinuousBackups",
                            "DescribeContributorInsights",
                            "DescribeEndpoints",
                            "DescribeKinesisStreamingDestination",
                            "DescribeLimits",
                            "DescribeTable",
                            "DescribeTimeToLive",
                            "DisableKinesisStreamingDestination",
                            "EnableKinesisStreamingDestination",
                            "GetResourcePolicy",
                            "ListContributorInsights",
                            "ListTables",
                            "ListTagsOfResource",
                            "PutResourcePolicy",
                            "TagResource",
                            "UntagResource",
                            "UpdateContributorInsights",
                            "UpdateKinesisStreamingDestination",
                            "UpdateTable",
                            "UpdateTimeToLive"),
                    Target.Api.KINESIS,
                    Set.of(
                            "AddTagsToStream",
                            "CreateStream",
                            "DecreaseStreamRetentionPeriod",
                            "DeleteStream",
                            "DescribeStream",
                            "DescribeStreamSummary",
                            "IncreaseStreamRetentionPeriod",
                            "ListShards",
                            "ListStreams",
                            "ListTagsForStream",
                            "RemoveTagsFromStream"),
                    Target.Api.INTERNAL,
                    Set.of(
                            "CatalogChanges",
                            "CutStream",
                            "FindKinesisStream",
                            "FindTable",
                            "ReportDestination",
                            "ReportKinesisTopic",
                            "ReportMapping",
                            "TriggerCall"))),
    STORAGE(
            "storage",
            Map.of(
                    Target.Api.DYNAMODB,
                    Set.of(
                            "BatchExecuteStatement",
                            "BatchGetItem",
                            "BatchWriteItem",
                            "DeleteItem",
                            "ExecuteStatement",
                            "ExecuteTransaction",
                            "GetItem",
                            "PutItem",
                            "Query",
                            "Scan",
                            "TransactGetItems",
                            "TransactWriteItems",
                            "UpdateItem"),
                    Target.Api.INTERNAL,
                    Set.of(
                            "ApplyTable",
                            "BackfillIndex",
                            "DropTable",
                            "FenceChanges",
                            "FillExpiries",
                            "HotKeys",
                            "ReportGap",
                            "TableStatistics"))),
    STREAM(
            "stream",
            Map.of(
                    Target.Api.STREAMS,
                    Set.of("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"),
                    Target.Api.KINESIS,
                    Set.of("GetRecords", "GetShardIterator", "PutRecord", "PutRecords")));

    private static final Map<Target, OwningService> OWNERS = owners();

    private final String id;
    private final Set<Target> targets;

    OwningService(String id, Map<Target.Api, Set<String>> operations) {
        this.id = id;
        this.targets = operations.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(name -> new Target(each.getKey(), name)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The service that owns what a request is for. */
    public static Optional<OwningService> of(Target target) {
        return Optional.ofNullable(OWNERS.get(target));
    }

    /** The service's name in the configuration. */
    public String id() {
        return id;
    }

    /** The operations of the public APIs that it serves, as the dispatcher knows them. */
    public Set<String> operations() {
        return targets.stream()
                .filter(target -> target.api() != Target.Api.INTERNAL)
                .map(Target::dispatchName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Map<Target, OwningService> owners() {
        var owners = new HashMap<Target, OwningService>();
        Arrays.stream(values()).forEach(service -> service.targets.forEach(target -> owners.put(target, service)));
        return Map.copyOf(owners);
    }
}
