package io.galena.kit.security;

import java.util.Optional;

/** The credentials known at the moment. It is asked for every request: implementations answer from memory. */
@FunctionalInterface
public interface Credentials {
    Optional<Credential> find(String accessKeyId);
}
