/** Both sides of a transfer, carried by pipes instead of a protocol. */
@NullMarked
package dev.ferry.transfer;

import org.jspecify.annotations.NullMarked;
