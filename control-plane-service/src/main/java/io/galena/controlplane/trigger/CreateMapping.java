package io.galena.controlplane.trigger;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.stream.StreamStore;
import io.galena.controlplane.trigger.TriggerStore.MappingFilter;
import io.galena.kit.arn.Arn;
import io.galena.kit.trigger.MappingDescriptor;
import io.galena.kit.trigger.TriggerCall;
import java.time.InstantSource;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** {@code CreateEventSourceMapping}. The stream service finds out of it and begins. */
@Component
final class CreateMapping implements TriggerOperation {
    private static final Pattern STREAM = Pattern.compile("table/.+/stream/.+");

    private final CatalogDatabase database;
    private final TriggerStore triggers;
    private final StreamStore streams;
    private final InstantSource time;

    CreateMapping(
            CatalogDatabase database,
            TriggerStore triggers,
            StreamStore streams,
            @Qualifier("controlPlaneTime") InstantSource time) {
        this.database = database;
        this.triggers = triggers;
        this.streams = streams;
        this.time = time;
    }

    @Override
    public Route route() {
        return new Route("POST", TriggerCall.MAPPINGS, false);
    }

    @Override
    public TriggerCall.Answer handle(TriggerCall.Request request, String name) {
        var json = RequestJson.parse(request.body());
        var caller = request.caller();
        var function = FunctionName.parse(json.string("FunctionName")
                .orElseThrow(() -> RequestJson.violated(
                        "Value null at 'functionName' failed to satisfy constraint: Member must not be null")));
        var stream = json.string("EventSourceArn")
                .orElseThrow(() -> LambdaException.invalid("Please provide an Event Source Arn."));
        if (Arn.parse(stream, "dynamodb")
                .filter(arn -> STREAM.matcher(arn.resource()).matches())
                .isEmpty()) {
            throw LambdaException.invalid(
                    "Unrecognized event source, must be dynamodb stream. Unsupported source arn : " + stream);
        }
        var settings = new MappingChange(json).create(stream);
        var mapping = new MappingDescriptor(
                UUID.randomUUID().toString(),
                caller.account(),
                caller.region(),
                function,
                stream,
                json.bool("Enabled").orElse(true),
                false,
                settings);
        var now = time.instant();
        database.change(revision -> {
            GetFunction.require(triggers, caller, function);
            requireNone(mapping);
            requireStream(mapping);
            triggers.put(mapping, now, revision);
            return mapping;
        });
        return MappingJson.answer(
                202,
                members -> MappingJson.write(
                        triggers.mapping(caller.account(), caller.region(), mapping.uuid())
                                .orElseGet(() -> new Mapping(mapping, now, "")),
                        "Creating",
                        members));
    }

    private void requireNone(MappingDescriptor mapping) {
        triggers
                .mappings(
                        mapping.account(),
                        mapping.region(),
                        MappingFilter.of(mapping.function(), mapping.streamArn()),
                        1)
                .stream()
                .findFirst()
                .ifPresent(known -> {
                    throw conflict(known);
                });
    }

    static LambdaException conflict(Mapping known) {
        var descriptor = known.descriptor();
        return new LambdaException(
                LambdaErrorType.RESOURCE_CONFLICT,
                "The event source arn (\" " + descriptor.streamArn() + " \") and function (\" " + descriptor.function()
                        + " \") provided mapping already exists. Please update or delete the existing mapping with UUID "
                        + descriptor.uuid());
    }

    private void requireStream(MappingDescriptor mapping) {
        if (streams.changedSince(mapping.region(), 0).stream()
                .noneMatch(stream -> stream.account().equals(mapping.account())
                        && stream.arn().equals(mapping.streamArn()))) {
            throw LambdaException.invalid("Stream not found: " + mapping.streamArn());
        }
    }
}
