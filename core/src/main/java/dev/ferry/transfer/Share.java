package dev.ferry.transfer;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySink;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.PayloadFiles;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.HeldFile;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A manifest that this peer lets others pull, as it was when the share began, and the files behind
 * it. Thread-safe.
 */
public final class Share implements AutoCloseable {
  private final String id;
  private final String title;
  private final ShareAccess access;
  private final ScratchFolder folder;
  private final Manifest manifest;
  private final PayloadFiles files;
  private final Selections selections;

  /**
   * A share.
   *
   * @param id unguessable
   * @param folder belongs to this share alone and is deleted with it
   * @param manifest closed with it
   */
  public Share(
      String id,
      String title,
      ShareAccess access,
      ScratchFolder folder,
      Manifest manifest,
      PayloadFiles files,
      Flow flow) {
    this.id = id;
    this.title = title;
    this.access = access;
    this.folder = folder;
    this.manifest = manifest;
    this.files = files;
    this.selections = new Selections(this, folder.path(), files, flow, Selections.PATIENCE);
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** What a person would call it, not escaped. */
  public String title() {
    return title;
  }

  /** Who may have it. */
  public ShareAccess access() {
    return access;
  }

  /** What is in it. */
  public Manifest manifest() {
    return manifest;
  }

  /** How others see it in a list; {@code locked} leaves out what is in it. */
  ShareInfo info(boolean locked) {
    return locked
        ? new ShareInfo(id, title, true, 0, 0, 0)
        : new ShareInfo(id, title, false, manifest.entries(), manifest.files(), manifest.bytes());
  }

  /**
   * Gives the entries at and below {@code path} to {@code sink}, in order; all if it is null.
   * Blocks on disk and on the sink.
   *
   * @throws TransferException with {@link Problem#NOT_FOUND} if nothing is there
   */
  public void list(@Nullable RelativePath path, EntrySink sink) throws IOException {
    long start = path == null ? 0 : manifest.seek(path);
    boolean found = path == null;
    try (Manifest.Cursor cursor = manifest.walkFrom(start)) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (path != null && !entry.path().equals(path) && !entry.path().isUnder(path)) {
          break;
        }
        found = true;
        sink.accept(entry);
      }
    }
    if (!found) {
      throw notFound();
    }
  }

  /**
   * The file at {@code path}, to be read by its owner's rules: it is still the one that was shared.
   *
   * @throws TransferException with {@link Problem#NOT_FOUND} if no file of this share is there, or
   *     it is another one by now
   */
  public SharedFile file(RelativePath path) throws IOException {
    try (Manifest.Cursor cursor = manifest.walkFrom(manifest.seek(path))) {
      if (cursor.next() instanceof FileEntry entry && entry.path().equals(path)) {
        return new SharedFile(entry, openUnchanged(entry));
      }
    }
    throw notFound();
  }

  private HeldFile openUnchanged(FileEntry entry) throws IOException {
    HeldFile file;
    try {
      file = files.open(entry);
    } catch (IOException e) {
      throw new TransferException(Problem.NOT_FOUND, "that file is gone or unreadable", e);
    }
    if (file.stamp().size() != entry.size()
        || file.stamp().modifiedNanos() != entry.modifiedNanos()) {
      file.close();
      throw new TransferException(Problem.NOT_FOUND, "that file has changed since it was shared");
    }
    return file;
  }

  private static TransferException notFound() {
    return new TransferException(Problem.NOT_FOUND, "nothing of that name is shared");
  }

  /**
   * A file of a share, open for reading.
   *
   * @param entry how it was shared
   * @param file the open file; whoever got this closes it
   */
  public record SharedFile(FileEntry entry, HeldFile file) implements AutoCloseable {
    private static final int BUFFER = 256 << 10;

    /**
     * Writes the bytes [from, to) of it to {@code out}; the last ones only if the file is still the
     * one that was opened. Blocks.
     *
     * @throws IOException if it is not, or {@code out} takes no more
     */
    public void sendTo(OutputStream out, long from, long to) throws IOException {
      FileStamp opened = file.stamp();
      byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(1, to - from))];
      for (long at = from; at < to; ) {
        int n = file.read(buffer, 0, (int) Math.min(buffer.length, to - at), at);
        at += Math.max(0, n);
        if (n <= 0 || (at == to && !file.stamp().equals(opened))) {
          throw new IOException("the shared file changed while it was sent");
        }
        out.write(buffer, 0, n);
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** What peers have picked from this share. */
  public Selections selections() {
    return selections;
  }

  /** Stops everybody who is getting it, and deletes its folder; the shared files stay. */
  @Override
  public void close() throws IOException {
    try (folder;
        manifest) {
      selections.close();
    }
  }
}
