/** The catalog's changes for those who follow it: what the other services know of tables, shards and credentials. */
@NullMarked
package io.galena.controlplane.feed;

import org.jspecify.annotations.NullMarked;
