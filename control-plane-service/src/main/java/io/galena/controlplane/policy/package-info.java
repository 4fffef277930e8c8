/** Policies attached to tables and streams. They are kept and shown; requests are not judged by them yet. */
@NullMarked
package io.galena.controlplane.policy;

import org.jspecify.annotations.NullMarked;
