/** Kinesis streams as the services tell each other of them: descriptors, shards, sequence numbers, internal operations. */
@NullMarked
package io.galena.kit.kinesis;

import org.jspecify.annotations.NullMarked;
