package dev.ferry.payload;

import dev.ferry.platform.HeldFolder;

/**
 * Where a payload is written: files below a held folder.
 *
 * @param root the folder; who made this record closes it
 * @param names how they are called in it
 */
public record StagedFiles(HeldFolder root, StagedNames names) {}
