/** The sockets: the public listener and, in a distributed deployment, the internal one; their limits on clients. */
@NullMarked
package io.galena.gateway.listener;

import org.jspecify.annotations.NullMarked;
