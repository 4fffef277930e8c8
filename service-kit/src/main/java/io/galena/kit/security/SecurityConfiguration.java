package io.galena.kit.security;

import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * The secret box of a process, for services that seal or open secrets. The property {@code galena.master-key} says where the
 * master key is ({@link MasterKey#load}).
 */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {
    /** Lazy, so that a process that never opens a secret needs no master key. */
    @Bean
    @Lazy
    SecretBox secretBox(@Value("${galena.master-key:}") String location) {
        return new SecretBox(MasterKey.load(Optional.of(location)));
    }
}
