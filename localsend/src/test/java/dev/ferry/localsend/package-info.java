@NullMarked
package dev.ferry.localsend;

import org.jspecify.annotations.NullMarked;
