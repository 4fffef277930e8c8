/**
 * The change log: what writers put into PostgreSQL's write-ahead log, what capture makes of it in Kafka, and how readers find
 * it there. A {@link io.galena.kit.changelog.LogEntry} is a change of an item or a mark between stream shards; {@link
 * io.galena.kit.changelog.LogEntryCodec} is its form in the write-ahead log, {@link io.galena.kit.changelog.ChangeJson} its
 * form in Kafka, {@link io.galena.kit.changelog.Topics} where it lies there. Old records cannot be mended: the forms only grow.
 */
@NullMarked
package io.galena.kit.changelog;

import org.jspecify.annotations.NullMarked;
