/** What the programs share as commands: options, and tables that they print. */
@NullMarked
package io.galena.benchmarks.command;

import org.jspecify.annotations.NullMarked;
