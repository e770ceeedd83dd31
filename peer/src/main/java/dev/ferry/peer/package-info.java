/**
 * Peer, the front door for Java programs: composes engine and protocols, owns listeners and their
 * lifetime. {@link dev.ferry.peer.Desk} shows what waits and runs in one, to all who look.
 */
@NullMarked
package dev.ferry.peer;

import org.jspecify.annotations.NullMarked;
