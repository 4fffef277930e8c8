package io.galena.controlplane.table;

/** A table that is being changed: as it was, and as it is to be. */
record TableUpdate(Table before, Table after) {}
