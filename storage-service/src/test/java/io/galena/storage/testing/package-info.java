/** What the tests of storage share: a catalog by hand, shards on real PostgreSQL, an engine. */
@NullMarked
package io.galena.storage.testing;

import org.jspecify.annotations.NullMarked;
