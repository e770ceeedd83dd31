/**
 * HTTP over TLS between peers: the exchange on the side that listens, the wire on the side that
 * asks. No protocol's words, paths or messages live here, and no rule about files.
 */
@NullMarked
package dev.ferry.http;

import org.jspecify.annotations.NullMarked;
