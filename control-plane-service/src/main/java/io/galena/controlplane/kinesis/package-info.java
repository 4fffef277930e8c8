/** Kinesis streams as resources: an operation of the Kinesis API is one class; {@link io.galena.controlplane.kinesis.KinesisStore} is the table. */
@NullMarked
package io.galena.controlplane.kinesis;

import org.jspecify.annotations.NullMarked;
