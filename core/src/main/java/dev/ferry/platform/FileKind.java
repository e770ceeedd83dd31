package dev.ferry.platform;

/** What a name on disk stands for, links not followed. */
public enum FileKind {
  /** A regular file. */
  FILE,
  /** A folder. */
  FOLDER,
  /** A symbolic link. */
  LINK,
  /** A FIFO, socket, device or anything else that Ferry neither reads nor writes. */
  OTHER
}
