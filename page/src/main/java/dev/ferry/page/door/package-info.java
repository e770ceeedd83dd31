/**
 * The doors: what listens, where, and for how many. Nobody's right to anything is decided here
 * ({@code guard}), nothing of it done ({@code api}).
 */
@NullMarked
package dev.ferry.page.door;

import org.jspecify.annotations.NullMarked;
