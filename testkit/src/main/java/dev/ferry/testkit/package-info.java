/**
 * What several modules' tests share: scripted peers, fault sockets, leak checks, process harness.
 * Knows nothing of Ferry.
 */
@NullMarked
package dev.ferry.testkit;

import org.jspecify.annotations.NullMarked;
