package dev.ferry.payload;

/**
 * A file whose source changed, vanished or became unreadable while it travelled: its bytes were
 * padded with zeros, and it will not be published.
 *
 * @param index its index in the manifest
 * @param path its path, not escaped
 * @param reason what happened, a short phrase for a person
 */
public record Withdrawn(long index, String path, String reason) {}
