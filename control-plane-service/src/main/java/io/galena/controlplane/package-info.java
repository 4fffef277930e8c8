/**
 * The control plane: tables and their settings, partitions, shards, tags and credentials, all kept in the catalog database,
 * which no other service touches. {@link io.galena.controlplane.ControlPlaneServiceConfiguration} puts it together.
 */
@NullMarked
package io.galena.controlplane;

import org.jspecify.annotations.NullMarked;
