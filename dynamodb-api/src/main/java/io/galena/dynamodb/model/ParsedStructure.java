package io.galena.dynamodb.model;

import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Binary;
import io.galena.dynamodb.value.Deferred;
import io.galena.dynamodb.value.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A structure as it was read: one slot for each member of its shape, null where the member is absent. */
final class ParsedStructure implements Structure {
    private final StructureShape shape;
    private final @Nullable Object[] values;

    ParsedStructure(StructureShape shape, @Nullable Object[] values) {
        this.shape = shape;
        this.values = values;
    }

    /** The value of the member with that index in the shape. */
    @Nullable
    Object at(int index) {
        return values[index];
    }

    @Override
    public boolean has(String member) {
        return values[shape.index(member)] != null;
    }

    @Override
    public Optional<String> string(String member) {
        return find(member, shape(member) instanceof TextShape);
    }

    @Override
    public Optional<Boolean> bool(String member) {
        return find(member, shape(member) instanceof BooleanShape);
    }

    @Override
    public Optional<Long> integer(String member) {
        return find(member, shape(member) instanceof IntegerShape);
    }

    @Override
    public Optional<Double> decimal(String member) {
        return find(member, shape(member) instanceof DecimalShape);
    }

    @Override
    public Optional<Binary> binary(String member) {
        return find(member, shape(member) instanceof BlobShape);
    }

    @Override
    public Optional<Instant> time(String member) {
        return find(member, shape(member) instanceof TimeShape);
    }

    @Override
    public Optional<Structure> structure(String member) {
        return find(member, shape(member) instanceof StructureShape);
    }

    @Override
    public Optional<List<String>> strings(String member) {
        return find(member, shape(member) instanceof ListShape(TextShape _, var _));
    }

    @Override
    public Optional<List<Structure>> structures(String member) {
        return find(member, shape(member) instanceof ListShape(StructureShape _, var _));
    }

    @Override
    public Optional<Map<String, String>> stringMap(String member) {
        return find(member, shape(member) instanceof MapShape(var _, TextShape _, var _));
    }

    @Override
    public Optional<Map<String, Structure>> structureMap(String member) {
        return find(member, shape(member) instanceof MapShape(var _, StructureShape _, var _));
    }

    @Override
    public Optional<Map<String, List<Structure>>> structureListMap(String member) {
        return find(member, shape(member) instanceof MapShape(var _, ListShape(StructureShape _, var _), var _));
    }

    @Override
    public Optional<Item> item(String member) {
        return this.<Deferred<Item>>find(member, shape(member) instanceof AttributeMapShape)
                .map(Deferred::get);
    }

    @Override
    public Optional<List<Item>> items(String member) {
        return this.<List<Deferred<Item>>>find(member, shape(member) instanceof ListShape(AttributeMapShape _, var _))
                .map(items -> items.stream().map(Deferred::get).toList());
    }

    @Override
    public Optional<List<AttributeValue>> values(String member) {
        return this.<List<Deferred<AttributeValue>>>find(
                        member, shape(member) instanceof ListShape(AttributeValueShape _, var _))
                .map(found -> found.stream().map(Deferred::get).toList());
    }

    @Override
    public Optional<AttributeValue> value(String member) {
        return this.<Deferred<AttributeValue>>find(member, shape(member) instanceof AttributeValueShape)
                .map(Deferred::get);
    }

    private Shape shape(String member) {
        return shape.member(shape.index(member)).shape();
    }

    @SuppressWarnings("unchecked") // the caller compared the shape, and the shape made the value
    private <T> Optional<T> find(String member, boolean ofThisType) {
        if (!ofThisType) {
            throw new IllegalArgumentException("The member " + member + " of " + shape.name() + " is of another type");
        }
        return Optional.ofNullable((T) values[shape.index(member)]);
    }
}
