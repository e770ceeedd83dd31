/**
 * {@code ferry demo}: two peers of this very program, a real folder, a kill in the middle, and a
 * comparison of every byte.
 */
@NullMarked
package dev.ferry.cli.demo;

import org.jspecify.annotations.NullMarked;
