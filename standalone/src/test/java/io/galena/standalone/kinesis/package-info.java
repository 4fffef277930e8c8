/** Kinesis streams through the SDK's client, against a whole Galena. */
@NullMarked
package io.galena.standalone.kinesis;

import org.jspecify.annotations.NullMarked;
