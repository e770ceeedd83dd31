/** Tests of the seam to the platform: one contract, run against every implementation there is. */
@NullMarked
package dev.ferry.platform;

import org.jspecify.annotations.NullMarked;
