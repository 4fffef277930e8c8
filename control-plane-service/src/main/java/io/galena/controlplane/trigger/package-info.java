/**
 * Event source mappings, with Lambda's API, and the functions that they name. {@link
 * io.galena.controlplane.trigger.AnswerTriggerCall} finds the operation that a request is for. The stream service delivers.
 */
@NullMarked
package io.galena.controlplane.trigger;

import org.jspecify.annotations.NullMarked;
