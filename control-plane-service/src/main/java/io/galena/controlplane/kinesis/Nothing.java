package io.galena.controlplane.kinesis;

/** The answer of operations that say no more than that it is done: an empty object. */
record Nothing() {
    static final Nothing NOTHING = new Nothing();
}
