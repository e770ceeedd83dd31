@NullMarked
package dev.ferry.peer;

import org.jspecify.annotations.NullMarked;
