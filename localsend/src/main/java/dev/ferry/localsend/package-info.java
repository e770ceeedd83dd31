/**
 * LocalSend's protocol, 2.0 to 2.2: finding the devices of a network, receiving from its apps and
 * sending to them. An adapter on the engine: what is safe, staged and published is decided there.
 * No other package touches the protocol's bytes.
 */
@NullMarked
package dev.ferry.localsend;

import org.jspecify.annotations.NullMarked;
