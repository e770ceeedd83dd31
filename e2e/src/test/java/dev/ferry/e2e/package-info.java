/** Tests that start real processes, and tests that look at every module at once. */
@NullMarked
package dev.ferry.e2e;

import org.jspecify.annotations.NullMarked;
