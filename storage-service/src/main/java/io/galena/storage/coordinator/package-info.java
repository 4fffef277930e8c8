/**
 * Transactions of many writes or reads, within a shard and across several. {@link io.galena.storage.coordinator.Transactions} is
 * the way in; {@link io.galena.storage.coordinator.TransactionRecovery} ends what a coordinator that died has left.
 *
 * <p>All rows are locked before anything is decided, and stay locked until the transaction has ended everywhere. A transaction
 * that writes to one shard only commits there. Otherwise all shards but one prepare; the last one, the home, commits its own part
 * together with a row that says so: the decision. Whoever finds a prepared transaction without a decision may put the opposite
 * one in its place, and the first row counts.
 */
@NullMarked
package io.galena.storage.coordinator;

import org.jspecify.annotations.NullMarked;
