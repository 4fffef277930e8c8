package io.galena.gateway.route;

import io.galena.kit.transport.Target;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The services behind the gateway, and the one table of which owns what. What is not in it is served by nobody. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of makes immutable sets.
public enum OwningService {
    CONTROL_PLANE(
            "control-plane",
            Target.Api.DYNAMODB,
            Set.of(
                    "CreateTable",
                    "DeleteResourcePolicy",
                    "DeleteTable",
                    "DescribeContinuousBackups",
                    "DescribeContributorInsights",
                    "DescribeEndpoints",
                    "DescribeLimits",
                    "DescribeTable",
                    "DescribeTimeToLive",
                    "GetResourcePolicy",
                    "ListContributorInsights",
                    "ListTables",
                    "ListTagsOfResource",
                    "PutResourcePolicy",
                    "TagResource",
                    "UntagResource",
                    "UpdateContributorInsights",
                    "UpdateTable",
                    "UpdateTimeToLive"),
            Set.of("CatalogChanges", "CutStream", "FindTable", "ReportMapping", "TriggerCall")),
    STORAGE(
            "storage",
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
            Set.of(
                    "ApplyTable",
                    "BackfillIndex",
                    "DropTable",
                    "FillExpiries",
                    "HotKeys",
                    "ReportGap",
                    "TableStatistics")),
    STREAM(
            "stream",
            Target.Api.STREAMS,
            Set.of("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"),
            Set.of());

    private static final Map<Target, OwningService> OWNERS = owners();

    private final String id;
    private final Target.Api api;
    private final Set<String> operations;
    private final Set<String> internalOperations;

    OwningService(String id, Target.Api api, Set<String> operations, Set<String> internalOperations) {
        this.id = id;
        this.api = api;
        this.operations = operations;
        this.internalOperations = internalOperations;
    }

    /** The service that owns what a request is for. */
    public static Optional<OwningService> of(Target target) {
        return Optional.ofNullable(OWNERS.get(target));
    }

    /** The service's name in the configuration. */
    public String id() {
        return id;
    }

    /** The operations of the public API that it serves. */
    public Set<String> operations() {
        return operations;
    }

    private static Map<Target, OwningService> owners() {
        var owners = new HashMap<Target, OwningService>();
        Arrays.stream(values()).forEach(service -> {
            service.operations.forEach(name -> owners.put(new Target(service.api, name), service));
            service.internalOperations.forEach(name -> owners.put(new Target(Target.Api.INTERNAL, name), service));
        });
        return Map.copyOf(owners);
    }
}
