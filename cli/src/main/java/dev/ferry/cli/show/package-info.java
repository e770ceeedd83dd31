/**
 * What a person or a program sees: units, widths, sentences, the live display, events as lines
 * (their schema is dev.ferry.peer.events). Everything that came from a peer is escaped here, and
 * nowhere later.
 */
@NullMarked
package dev.ferry.cli.show;

import org.jspecify.annotations.NullMarked;
