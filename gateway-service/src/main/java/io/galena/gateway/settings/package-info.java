/** The gateway's configuration, as records that check themselves. */
@NullMarked
package io.galena.gateway.settings;

import org.jspecify.annotations.NullMarked;
