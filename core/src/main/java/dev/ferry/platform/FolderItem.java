package dev.ferry.platform;

/**
 * One name in a folder.
 *
 * @param name a single segment, never "." or ".."
 * @param kind what it stands for, links not followed
 */
public record FolderItem(String name, FileKind kind) {}
