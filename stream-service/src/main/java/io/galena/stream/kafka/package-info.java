/** The topics of the change log. */
@NullMarked
package io.galena.stream.kafka;

import org.jspecify.annotations.NullMarked;
