/** Takes away what nobody can read any more: topics of streams that had their time, and where their shards lay. */
@NullMarked
package io.galena.stream.retention;

import org.jspecify.annotations.NullMarked;
