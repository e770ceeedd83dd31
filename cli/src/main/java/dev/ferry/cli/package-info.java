/**
 * Commands and what a terminal shows. Drives the engine through dev.ferry.peer, and through
 * dev.ferry.page where a running peer of the home drives it.
 */
@NullMarked
package dev.ferry.cli;

import org.jspecify.annotations.NullMarked;
