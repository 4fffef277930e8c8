package io.galena.kit.catalog;

/**
 * That keys of a table or of a global index are counted.
 *
 * @param indexId the index, or 0 for the table itself
 * @param accesses whether all accesses are counted, or else only those that were throttled
 */
public record InsightsDescriptor(int indexId, boolean accesses) {}
