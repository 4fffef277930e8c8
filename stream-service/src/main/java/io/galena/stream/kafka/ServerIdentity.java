package io.galena.stream.kafka;

/**
 * Which history of a database a position belongs to.
 *
 * @param system the identifier that a cluster gets when it is made, and its standbys share
 * @param timeline grows with every promotion of a standby and every recovery to a point in time
 */
public record ServerIdentity(String system, int timeline) {}
