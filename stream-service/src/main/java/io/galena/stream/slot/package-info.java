/**
 * Work that several instances share. {@link io.galena.stream.slot.Slots} says which part of it is whose, and {@link
 * io.galena.stream.slot.Slot} keeps how far it has come, so that only who has the part can.
 */
@NullMarked
package io.galena.stream.slot;

import org.jspecify.annotations.NullMarked;
