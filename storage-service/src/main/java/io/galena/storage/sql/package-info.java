/**
 * SQL for lanes: scripts of several statements that run in one round trip on a connection of their own, and what SQL errors
 * mean. The only place that reads SQL states.
 */
@NullMarked
package io.galena.storage.sql;

import org.jspecify.annotations.NullMarked;
