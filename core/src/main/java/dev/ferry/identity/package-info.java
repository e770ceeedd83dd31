/**
 * Who a peer is: key pair, self-signed certificate, fingerprint, alias, and the peers that are
 * known.
 */
@NullMarked
package dev.ferry.identity;

import org.jspecify.annotations.NullMarked;
