/**
 * What the owner's browser holds and this peer cannot read by itself: it is taken in by the
 * engine's receiving side, into a folder of the home, and sent from there. Knows no routes.
 */
@NullMarked
package dev.ferry.page.upload;

import org.jspecify.annotations.NullMarked;
