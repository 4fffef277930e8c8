package io.galena.dynamodb.model;

import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Binary;
import io.galena.dynamodb.value.Deferred;
import io.galena.dynamodb.value.Item;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A type that a structure's member can be read as: of which shapes it may be, and what becomes of what was parsed. */
public final class MemberType<T> {
    static final MemberType<String> STRING = new MemberType<>(shape -> shape instanceof TextShape);
    static final MemberType<Boolean> BOOL = new MemberType<>(shape -> shape instanceof BooleanShape);
    static final MemberType<Long> INTEGER = new MemberType<>(shape -> shape instanceof IntegerShape);
    static final MemberType<Double> DECIMAL = new MemberType<>(shape -> shape instanceof DecimalShape);
    static final MemberType<Binary> BINARY = new MemberType<>(shape -> shape instanceof BlobShape);
    static final MemberType<Instant> TIME = new MemberType<>(shape -> shape instanceof TimeShape);

    static final MemberType<List<String>> STRINGS =
            new MemberType<>(shape -> shape instanceof ListShape(TextShape _, var _));

    static final MemberType<Map<String, String>> STRING_MAP =
            new MemberType<>(shape -> shape instanceof MapShape(var _, TextShape _, var _));

    static final MemberType<Structure> STRUCTURE =
            new MemberType<>(shape -> shape instanceof StructureShape, (structure, change) -> change.apply(structure));

    static final MemberType<List<Structure>> STRUCTURES =
            new MemberType<>(shape -> shape instanceof ListShape(StructureShape _, var _), MemberType::each);

    static final MemberType<Map<String, Structure>> STRUCTURE_MAP =
            new MemberType<>(shape -> shape instanceof MapShape(var _, StructureShape _, var _), MemberType::each);

    static final MemberType<Map<String, List<Structure>>> STRUCTURE_LIST_MAP = new MemberType<>(
            shape -> shape instanceof MapShape(var _, ListShape(StructureShape _, var _), var _),
            (map, change) -> each(map, list -> each(list, change)));

    static final MemberType<Item> ITEM = deferred(shape -> shape instanceof AttributeMapShape);
    static final MemberType<List<Item>> ITEMS =
            deferredList(shape -> shape instanceof ListShape(AttributeMapShape _, var _));
    static final MemberType<AttributeValue> VALUE = deferred(shape -> shape instanceof AttributeValueShape);
    static final MemberType<List<AttributeValue>> VALUES =
            deferredList(shape -> shape instanceof ListShape(AttributeValueShape _, var _));

    private final Predicate<Shape> fits;
    private final Function<Object, T> read;
    private final Inside<T> inside;

    private MemberType(Predicate<Shape> fits, Function<Object, T> read, Inside<T> inside) {
        this.fits = fits;
        this.read = read;
        this.inside = inside;
    }

    private MemberType(Predicate<Shape> fits) {
        this(fits, (value, _) -> value);
    }

    // Unchecked, here and below: the shape is compared before, and the shape made the value.
    @SuppressWarnings("unchecked")
    private MemberType(Predicate<Shape> fits, Inside<T> inside) {
        this(fits, parsed -> (T) parsed, inside);
    }

    @SuppressWarnings("unchecked")
    private static <T> MemberType<T> deferred(Predicate<Shape> fits) {
        return new MemberType<>(fits, parsed -> ((Deferred<T>) parsed).get(), (value, _) -> value);
    }

    @SuppressWarnings("unchecked")
    private static <T> MemberType<List<T>> deferredList(Predicate<Shape> fits) {
        return new MemberType<>(
                fits,
                parsed ->
                        ((List<Deferred<T>>) parsed).stream().map(Deferred::get).toList(),
                (value, _) -> value);
    }

    boolean fits(Shape shape) {
        return fits.test(shape);
    }

    T read(Object parsed) {
        return read.apply(parsed);
    }

    /** The value with other structures in the place of those that are in it; itself if it is of another type. */
    public T withEach(T value, UnaryOperator<Structure> change) {
        return inside.with(value, change);
    }

    private static List<Structure> each(List<Structure> structures, UnaryOperator<Structure> change) {
        return structures.stream().map(change).toList();
    }

    private static <V> Map<String, V> each(Map<String, V> map, UnaryOperator<V> change) {
        var changed = new LinkedHashMap<String, V>();
        map.forEach((name, each) -> changed.put(name, change.apply(each)));
        return Collections.unmodifiableMap(changed);
    }

    /** Reaches the structures that a value is made of. */
    private interface Inside<T> {
        T with(T value, UnaryOperator<Structure> change);
    }
}
