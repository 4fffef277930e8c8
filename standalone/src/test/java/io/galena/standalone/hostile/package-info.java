/** Requests that no client sends in good faith, against the whole platform over HTTP. */
@NullMarked
package io.galena.standalone.hostile;

import org.jspecify.annotations.NullMarked;
