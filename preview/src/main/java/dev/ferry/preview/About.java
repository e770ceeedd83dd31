package dev.ferry.preview;

import dev.ferry.manifest.FileKind;

/**
 * What is known of a file at a glance.
 *
 * @param kind what sort of thing it is
 * @param mediaType its media type, such as {@code image/png}; {@code application/octet-stream} if
 *     nothing better is known
 * @param format what it is in words of this program, such as {@code PNG picture}; never empty
 * @param bytes its size
 */
public record About(FileKind kind, String mediaType, String format, long bytes) {}
