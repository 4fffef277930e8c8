/** Who calls: signatures are verified against the catalog's credentials, or callers are trusted where that is configured. */
@NullMarked
package io.galena.gateway.access;

import org.jspecify.annotations.NullMarked;
