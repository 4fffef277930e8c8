package io.galena.dynamodb.key;

import io.galena.dynamodb.value.AttributeType;

/**
 * An attribute that is part of a key.
 *
 * @param type {@code S}, {@code N} or {@code B}: no other type can be a key
 */
public record KeyAttribute(String name, AttributeType type) {}
