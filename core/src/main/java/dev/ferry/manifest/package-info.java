/**
 * What is offered: relative paths, entries and the ordered list of them, made by looking at a tree
 * without reading file contents. No bytes of files, no network.
 */
@NullMarked
package dev.ferry.manifest;

import org.jspecify.annotations.NullMarked;
