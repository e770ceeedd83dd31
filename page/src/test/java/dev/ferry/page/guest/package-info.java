@NullMarked
package dev.ferry.page.guest;

import org.jspecify.annotations.NullMarked;
