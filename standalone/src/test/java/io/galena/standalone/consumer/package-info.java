/** Programs that applications are made with, at work on a Galena: nothing in them knows that it is not DynamoDB. */
@NullMarked
package io.galena.standalone.consumer;

import org.jspecify.annotations.NullMarked;
