/**
 * Folders and files, held so that nothing received can leave its folder or overwrite what is there,
 * and the other calls of the platform that Java has no portable name for (sync of a whole file
 * system, holes, boot id). {@link dev.ferry.platform.Platform} is the one seam: Linux by its system
 * calls, everything else by java.nio, both under one set of tests. {@link
 * dev.ferry.platform.LockFile} keeps processes apart. Nothing here knows what a transfer is, and
 * nothing elsewhere calls native code.
 */
@NullMarked
package dev.ferry.platform;

import org.jspecify.annotations.NullMarked;
