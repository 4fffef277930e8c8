package io.galena.standalone.coverage;

import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Binary;
import io.galena.dynamodb.value.Item;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Remembers which members are read, by their paths. Asking whether a member is there does not count: that is how operations
 * refuse members that they do not serve.
 */
record RecordingStructure(Structure structure, String prefix, Set<String> paths) implements Structure {
    @Override
    public boolean has(String member) {
        return structure.has(member);
    }

    @Override
    public Optional<String> string(String member) {
        record(member);
        return structure.string(member);
    }

    @Override
    public Optional<Boolean> bool(String member) {
        record(member);
        return structure.bool(member);
    }

    @Override
    public Optional<Long> integer(String member) {
        record(member);
        return structure.integer(member);
    }

    @Override
    public Optional<Double> decimal(String member) {
        record(member);
        return structure.decimal(member);
    }

    @Override
    public Optional<Binary> binary(String member) {
        record(member);
        return structure.binary(member);
    }

    @Override
    public Optional<Instant> time(String member) {
        record(member);
        return structure.time(member);
    }

    @Override
    public Optional<Structure> structure(String member) {
        return structure.structure(member).map(inside(member));
    }

    @Override
    public Optional<List<String>> strings(String member) {
        record(member);
        return structure.strings(member);
    }

    @Override
    public Optional<List<Structure>> structures(String member) {
        var inside = inside(member);
        return structure
                .structures(member)
                .map(structures -> structures.stream().map(inside).toList());
    }

    @Override
    public Optional<Map<String, String>> stringMap(String member) {
        record(member);
        return structure.stringMap(member);
    }

    @Override
    public Optional<Map<String, Structure>> structureMap(String member) {
        var inside = inside(member);
        return structure.structureMap(member).map(structures -> {
            var recording = new LinkedHashMap<String, Structure>();
            structures.forEach((name, each) -> recording.put(name, inside.apply(each)));
            return recording;
        });
    }

    @Override
    public Optional<Map<String, List<Structure>>> structureListMap(String member) {
        var inside = inside(member);
        return structure.structureListMap(member).map(lists -> {
            var recording = new LinkedHashMap<String, List<Structure>>();
            lists.forEach((name, list) ->
                    recording.put(name, list.stream().map(inside).toList()));
            return recording;
        });
    }

    @Override
    public Optional<Item> item(String member) {
        record(member);
        return structure.item(member);
    }

    @Override
    public Optional<List<Item>> items(String member) {
        record(member);
        return structure.items(member);
    }

    @Override
    public Optional<List<AttributeValue>> values(String member) {
        record(member);
        return structure.values(member);
    }

    @Override
    public Optional<AttributeValue> value(String member) {
        record(member);
        return structure.value(member);
    }

    private void record(String member) {
        paths.add(prefix + member);
    }

    private UnaryOperator<Structure> inside(String member) {
        record(member);
        return inner -> new RecordingStructure(inner, prefix + member + ".", paths);
    }
}
