/**
 * Operations and their dispatch. Each operation of the API is one {@link io.galena.kit.operation.Operation} in the service
 * that owns it; {@link io.galena.kit.operation.Dispatcher} does what is alike for all of them. Internal operations, which
 * services offer each other, are {@link io.galena.kit.operation.InternalOperation}s behind {@link
 * io.galena.kit.operation.InternalCalls}.
 */
@NullMarked
package io.galena.kit.operation;

import org.jspecify.annotations.NullMarked;
