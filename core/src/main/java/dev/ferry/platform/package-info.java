/**
 * Calls of the platform that Java has no portable name for (syncfs, openat2, renameat2, boot id),
 * each behind one seam with a portable fallback. Nothing here knows what a transfer is.
 */
@NullMarked
package dev.ferry.platform;

import org.jspecify.annotations.NullMarked;
