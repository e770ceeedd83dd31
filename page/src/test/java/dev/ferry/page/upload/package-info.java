@NullMarked
package dev.ferry.page.upload;

import org.jspecify.annotations.NullMarked;
