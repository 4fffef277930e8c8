/**
 * The way between the processes of a distributed deployment. Each service answers {@code POST /} on its own port, for callers
 * with the internal token; public calls come from the gateway with the verified caller in headers, internal ones ({@code
 * Galena.<Name>}) go through the gateway's internal listener. In one process the same calls are direct.
 */
@NullMarked
package io.galena.kit.transport;

import org.jspecify.annotations.NullMarked;
