@NullMarked
package dev.ferry.inbox;

import org.jspecify.annotations.NullMarked;
