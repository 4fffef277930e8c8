package io.galena.stream.capture;

/**
 * Which history of a database a position belongs to.
 *
 * @param system the identifier that a cluster gets when it is made, and its standbys share
 * @param timeline grows with every promotion of a standby and every recovery to a point in time
 */
record ServerIdentity(String system, int timeline) {}
