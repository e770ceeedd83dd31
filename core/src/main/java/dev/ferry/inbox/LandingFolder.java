package dev.ferry.inbox;

import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.RelativePath;
import org.jspecify.annotations.Nullable;

/** A folder of the manifest while what is below it lands. */
final class LandingFolder {
  /** What has become of it. */
  enum State {
    /** A folder is there, this machine's own or one landed before: what is below lands in it. */
    MERGED,
    /** It will be made when something lands in it: it could not be moved as it is. */
    WAITING,
    /** It was made: what is below lands in it, and in the end it gets its mode and time. */
    MADE,
    /** It was moved there with everything below. */
    MOVED,
    /** It is left out with everything below. */
    LEFT
  }

  final @Nullable LandingFolder parent;

  /** In the manifest, null for the root. */
  final @Nullable RelativePath path;

  /** The index of its entry, -1 without one. */
  final long index;

  final @Nullable FolderEntry entry;
  State state;

  /** Where it lands, null for the root and if it is {@link State#MOVED} or left out. */
  @Nullable RelativePath target;

  /** Where it stands if it is {@link State#MOVED}, as far as somebody wants to know. */
  @Nullable String movedTo;

  /** Whether names in it have changed. */
  boolean changed;

  LandingFolder(
      @Nullable LandingFolder parent,
      @Nullable RelativePath path,
      long index,
      @Nullable FolderEntry entry,
      State state) {
    this.parent = parent;
    this.path = path;
    this.index = index;
    this.entry = entry;
    this.state = state;
  }
}
