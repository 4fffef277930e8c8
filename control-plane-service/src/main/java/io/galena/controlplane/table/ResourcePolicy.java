package io.galena.controlplane.table;

/**
 * A policy that is attached to a resource.
 *
 * @param text the document, as it was given
 * @param revisionId names this text among those that the resource has had; shaped as epoch milliseconds
 */
public record ResourcePolicy(String text, String revisionId) {}
