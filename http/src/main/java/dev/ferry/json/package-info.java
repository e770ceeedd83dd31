/**
 * JSON that strangers send, read exactly: what is not an object of the expected members is refused.
 * No protocol's messages live here.
 */
@NullMarked
package dev.ferry.json;

import org.jspecify.annotations.NullMarked;
