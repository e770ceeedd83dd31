/**
 * Guest links: what people with a browser and a link may download, and what they may send to the
 * owner. It has a listener of its own, and nothing of the owner's API is reachable there.
 * Everything that a guest says is hostile until checked; what is served and received is the
 * engine's.
 */
@NullMarked
package dev.ferry.page.guest;

import org.jspecify.annotations.NullMarked;
