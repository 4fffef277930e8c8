/**
 * Secrets: the credentials that sign requests, and the master key under which they are kept. The catalog carries secrets
 * only encrypted ({@link io.galena.kit.security.SecretBox}); whoever verifies signatures finds them through {@link
 * io.galena.kit.security.Credentials}.
 */
@NullMarked
package io.galena.kit.security;

import org.jspecify.annotations.NullMarked;
