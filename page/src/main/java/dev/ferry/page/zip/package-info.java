/**
 * A zip of what is shared, made while it is sent. Knows manifests and shares, no HTTP; keeps four
 * bytes for each file and nothing of the files.
 */
@NullMarked
package dev.ferry.page.zip;

import org.jspecify.annotations.NullMarked;
