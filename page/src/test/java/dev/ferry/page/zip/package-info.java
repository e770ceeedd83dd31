@NullMarked
package dev.ferry.page.zip;

import org.jspecify.annotations.NullMarked;
