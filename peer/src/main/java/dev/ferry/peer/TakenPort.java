package dev.ferry.peer;

import org.jspecify.annotations.Nullable;

/**
 * The port that a peer wanted and did not get.
 *
 * @param port its number
 * @param by who uses it, as part of a sentence, names in it not escaped; null if that cannot be
 *     known
 */
public record TakenPort(int port, @Nullable String by) {}
