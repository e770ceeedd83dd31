/**
 * The contents of a manifest's accepted files as one range of bytes: reading a range from files,
 * writing a range to files, chunks and their hashes. Only this package knows about file borders.
 */
@NullMarked
package dev.ferry.payload;

import org.jspecify.annotations.NullMarked;
