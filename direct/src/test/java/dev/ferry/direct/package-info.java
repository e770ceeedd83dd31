@NullMarked
package dev.ferry.direct;

import org.jspecify.annotations.NullMarked;
