package io.galena.storage.coordinator;

import io.galena.kit.catalog.TableDescriptor;

/**
 * A row that a transaction reads.
 *
 * @param rowKey from {@code KeyCodec}; not to be changed afterwards
 */
public record WantedRow(TableDescriptor table, byte[] rowKey) {}
