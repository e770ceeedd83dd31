/** What Ferry keeps in its home folder: history, settings and the state that survives a restart. */
@NullMarked
package dev.ferry.store;

import org.jspecify.annotations.NullMarked;
