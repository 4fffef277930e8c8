package io.galena.dynamodb.value;

/** The ten types of attribute values; the names are the type descriptors of the wire protocol. */
public enum AttributeType {
    S,
    N,
    B,
    BOOL,
    NULL,
    L,
    M,
    SS,
    NS,
    BS
}
