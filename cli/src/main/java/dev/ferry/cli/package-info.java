/** Commands and what a terminal shows. Drives the engine through dev.ferry.peer only. */
@NullMarked
package dev.ferry.cli;

import org.jspecify.annotations.NullMarked;
