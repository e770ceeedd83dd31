@NullMarked
package dev.ferry.payload;

import org.jspecify.annotations.NullMarked;
