/**
 * The doors: what listens, for whom, and what is given there besides the API. Nobody's right to
 * anything is decided here ({@code guard}), nothing of it done ({@code api}).
 */
@NullMarked
package dev.ferry.page.door;

import org.jspecify.annotations.NullMarked;
