/**
 * Triggers as services speak of them: functions, the mappings that say which stream is delivered to which function, and the calls
 * between gateway, control plane and stream service.
 */
@NullMarked
package io.galena.kit.trigger;

import org.jspecify.annotations.NullMarked;
