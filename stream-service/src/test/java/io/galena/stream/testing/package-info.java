/** What tests of several packages need. */
@NullMarked
package io.galena.stream.testing;

import org.jspecify.annotations.NullMarked;
