/** The names that Amazon gives to resources. */
@NullMarked
package io.galena.kit.arn;

import org.jspecify.annotations.NullMarked;
