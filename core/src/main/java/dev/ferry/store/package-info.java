/**
 * What Ferry keeps in its home folder: history, settings and the state that survives a restart, and
 * the small tools this takes (files written whole or not at all). Ids, fingerprints and addresses
 * are plain text here: what they mean is decided elsewhere.
 */
@NullMarked
package dev.ferry.store;

import org.jspecify.annotations.NullMarked;
