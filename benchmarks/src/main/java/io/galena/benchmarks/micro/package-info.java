/** Benchmarks of hot code with JMH: what every request goes through, on items and requests of one kilobyte. */
@NullMarked
package io.galena.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
