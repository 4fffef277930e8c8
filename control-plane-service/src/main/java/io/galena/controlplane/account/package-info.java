/** Accounts: their credentials, and what they are told about their limits and endpoints. */
@NullMarked
package io.galena.controlplane.account;

import org.jspecify.annotations.NullMarked;
