package io.galena.kit.catalog;

/**
 * A shard: one PostgreSQL database that takes writes and strongly consistent reads. Credentials are each service's own
 * configuration, not the catalog's.
 *
 * @param id the shard's number, from 0
 * @param jdbcUrl the primary's JDBC URL
 * @param added when it became known, milliseconds since 1970
 */
public record ShardDescriptor(int id, String jdbcUrl, long added) {}
