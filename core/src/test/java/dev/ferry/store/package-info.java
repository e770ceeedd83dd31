/** Tests of the home folder and what is kept in it. */
@NullMarked
package dev.ferry.store;

import org.jspecify.annotations.NullMarked;
