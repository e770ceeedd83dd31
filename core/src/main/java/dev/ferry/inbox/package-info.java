/**
 * The receiving side's folder: plan, staging, journal and publishing. Nothing is seen under a final
 * name before it is whole.
 */
@NullMarked
package dev.ferry.inbox;

import org.jspecify.annotations.NullMarked;
