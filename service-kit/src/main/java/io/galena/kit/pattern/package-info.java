/** Event patterns: what the filters of event source mappings are made of. Compiled once, then run against records. */
@NullMarked
package io.galena.kit.pattern;

import org.jspecify.annotations.NullMarked;
