/**
 * Peer, the front door for Java programs: composes engine and protocols, owns listeners and their
 * lifetime.
 */
@NullMarked
package dev.ferry.peer;

import org.jspecify.annotations.NullMarked;
