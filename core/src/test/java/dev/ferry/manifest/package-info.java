/** Tests of what is offered: paths, entries, manifests and the scanner that makes them. */
@NullMarked
package dev.ferry.manifest;

import org.jspecify.annotations.NullMarked;
