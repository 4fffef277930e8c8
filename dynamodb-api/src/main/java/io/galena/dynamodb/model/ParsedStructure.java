package io.galena.dynamodb.model;

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
    public <T> Optional<T> find(String member, MemberType<T> type) {
        var index = shape.index(member);
        if (!type.fits(shape.member(index).shape())) {
            throw new IllegalArgumentException("The member " + member + " of " + shape.name() + " is of another type");
        }
        var value = values[index];
        return value == null ? Optional.empty() : Optional.of(type.read(value));
    }
}
