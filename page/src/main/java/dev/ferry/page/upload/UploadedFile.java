package dev.ferry.page.upload;

import dev.ferry.manifest.RelativePath;

/**
 * A file that a browser is to upload.
 *
 * @param path where it will stand among the others
 * @param size in bytes
 * @param modifiedNanos since the epoch
 */
public record UploadedFile(RelativePath path, long size, long modifiedNanos) {}
