package io.galena.controlplane.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.controlplane.trigger.TriggerStore.MappingFilter;
import io.galena.kit.trigger.TriggerCall;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** {@code ListEventSourceMappings}, a hundred at most. */
@Component
final class ListMappings implements TriggerOperation {
    private static final int PAGE = 100;
    private static final int MAX_ITEMS = 10_000;

    private final TriggerStore triggers;

    ListMappings(TriggerStore triggers) {
        this.triggers = triggers;
    }

    @Override
    public Route route() {
        return new Route("GET", TriggerCall.MAPPINGS, false);
    }

    @Override
    public TriggerCall.Answer handle(TriggerCall.Request request, String name) {
        var query = request.query();
        var size = Math.min(maxItems(Optional.ofNullable(query.get("MaxItems"))), PAGE);
        var filter = new MappingFilter(
                decode(query.getOrDefault("Marker", "")),
                Optional.ofNullable(query.get("FunctionName"))
                        .map(FunctionName::parse)
                        .orElse(""),
                RequestJson.withoutNul("EventSourceArn", query.getOrDefault("EventSourceArn", "")));
        var caller = request.caller();
        var found = triggers.mappings(caller.account(), caller.region(), filter, size + 1);
        return MappingJson.answer(200, json -> {
            json.writeArrayPropertyStart("EventSourceMappings");
            found.stream().limit(size).forEach(mapping -> {
                json.writeStartObject();
                MappingJson.write(mapping, mapping.state(), json);
                json.writeEndObject();
            });
            json.writeEndArray();
            if (found.size() > size) {
                json.writeStringProperty(
                        "NextMarker", encode(found.get(size - 1).descriptor().uuid()));
            }
        });
    }

    private static int maxItems(Optional<String> text) {
        try {
            var number = text.map(Integer::parseInt).orElse(PAGE);
            if (number >= 1 && number <= MAX_ITEMS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same as a number out of bounds.
        }
        throw RequestJson.violated("Value '" + text.orElse("")
                + "' at 'maxItems' failed to satisfy constraint: Member must have value between 1 and " + MAX_ITEMS);
    }

    private static String encode(String uuid) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(uuid.getBytes(UTF_8));
    }

    private static String decode(String marker) {
        try {
            var uuid = new String(Base64.getUrlDecoder().decode(marker), UTF_8);
            if (uuid.chars().allMatch(c -> c == '-' || Character.digit(c, 16) >= 0)) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            // The same as a marker of something else.
        }
        throw LambdaException.invalid("Invalid Marker");
    }
}
