/** The control plane. */
@NullMarked
package io.galena.controlplane;

import org.jspecify.annotations.NullMarked;
