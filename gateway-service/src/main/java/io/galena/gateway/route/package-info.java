/**
 * Where requests go. {@link io.galena.gateway.route.OwningService} says which service owns an operation; the routes end in
 * local handler functions when the services live in this process, and in HTTP exchanges, each guarded by a circuit breaker and a
 * bulkhead, when they do not.
 */
@NullMarked
package io.galena.gateway.route;

import org.jspecify.annotations.NullMarked;
