package dev.ferry.preview;

import java.util.Optional;

/**
 * A picture.
 *
 * @param width pixels across, as it is meant to be looked at; 0 if unknown
 * @param height pixels down, likewise
 * @param thumbnail the picture made small, upright; empty if it cannot be shown, see {@code
 *     problem}
 */
public record Picture(
    About about, int width, int height, Optional<Thumbnail> thumbnail, String problem)
    implements Preview {}
