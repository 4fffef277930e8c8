/** The operations on ranges of items: Query and Scan, on tables and on local secondary indexes, page by page. */
@NullMarked
package io.galena.storage.query;

import org.jspecify.annotations.NullMarked;
