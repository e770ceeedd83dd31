/**
 * Ferry's own protocol between two Ferries: messages, server half and client half. No other package
 * touches its bytes; docs/protocol.md is its normative text.
 */
@NullMarked
package dev.ferry.direct;

import org.jspecify.annotations.NullMarked;
