/** The servers under test: started, ended, and seen from outside. */
@NullMarked
package io.galena.benchmarks.server;

import org.jspecify.annotations.NullMarked;
