package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.Item;

/** What an update made of an item: the new one, and the parts of both that the update touched. Immutable. */
public final class UpdatedItem {
    private final PathTree.Fields<?> touched;
    private final Item before;
    private final Item after;

    UpdatedItem(PathTree.Fields<?> touched, Item before, Item after) {
        this.touched = touched;
        this.before = before;
        this.after = after;
    }

    /** The new item: what {@code ALL_NEW} answers. */
    public Item item() {
        return after;
    }

    /** What the old item had in the places that the update names: what {@code UPDATED_OLD} answers. */
    public Item updatedOld() {
        return PathPicker.pick(touched, before);
    }

    /** What the new item has in the places that the update names: what {@code UPDATED_NEW} answers. */
    public Item updatedNew() {
        return PathPicker.pick(touched, after);
    }
}
