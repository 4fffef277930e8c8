/** The public door. */
@NullMarked
package io.galena.gateway;

import org.jspecify.annotations.NullMarked;
