package io.galena.controlplane.account;

/**
 * Where clients reach this deployment.
 *
 * @param address host and port
 */
public record Endpoint(String address) {}
