/** Tests of identities, TLS between peers, known peers, PINs and names. */
@NullMarked
package dev.ferry.identity;

import org.jspecify.annotations.NullMarked;
