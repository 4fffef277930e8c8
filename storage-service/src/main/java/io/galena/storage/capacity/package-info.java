/** What an operation costs, in DynamoDB's capacity units, and how an answer tells it. Pure. */
@NullMarked
package io.galena.storage.capacity;

import org.jspecify.annotations.NullMarked;
