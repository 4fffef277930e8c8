/** Runs the conformance cases, which are data files, against the operations. */
@NullMarked
package io.galena.storage.conformance;

import org.jspecify.annotations.NullMarked;
