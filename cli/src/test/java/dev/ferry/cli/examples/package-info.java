/** Where the examples of the help are executed: two machines, and what the examples name. */
@NullMarked
package dev.ferry.cli.examples;

import org.jspecify.annotations.NullMarked;
