/**
 * The public door. A request meets, in this order: a listener ({@link io.galena.gateway.listener}), the protocol's rules
 * ({@link io.galena.gateway.protocol}), verification of its caller ({@link io.galena.gateway.access}, {@link
 * io.galena.gateway.signature}) and the route to the service that owns its operation ({@link io.galena.gateway.route}).
 */
@NullMarked
package io.galena.gateway;

import org.jspecify.annotations.NullMarked;
