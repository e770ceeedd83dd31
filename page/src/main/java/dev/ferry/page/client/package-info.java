/**
 * Calls the running peer of a home at its socket: the other half of {@code dev.ferry.page.api}, for
 * processes that are attached to it. What answers may be of another version, so it is read
 * strictly.
 */
@NullMarked
package dev.ferry.page.client;

import org.jspecify.annotations.NullMarked;
