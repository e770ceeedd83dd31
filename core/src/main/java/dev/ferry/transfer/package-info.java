/**
 * The movement of one payload, seen from either side and free of any protocol: states, outcomes,
 * progress and the stage meter.
 */
@NullMarked
package dev.ferry.transfer;

import org.jspecify.annotations.NullMarked;
