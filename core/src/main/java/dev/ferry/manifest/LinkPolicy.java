package dev.ferry.manifest;

/** What a scanner does with symbolic links. */
public enum LinkPolicy {
  /** A link travels as a link. The default. */
  KEEP,
  /** What it points to travels in its place; a link that leads into itself is left out. */
  FOLLOW
}
