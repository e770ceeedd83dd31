package dev.ferry.localsend;

import dev.ferry.identity.Sha256;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import dev.ferry.transfer.Outgoing;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out what of a transfer is to be offered, and names what LocalSend cannot carry. */
final class Parcels {
  /** Up to this many bytes in all, a SHA-256 is offered without being asked for. */
  static final long LITTLE = 64L << 20;

  /** What a text message is called where it becomes a file. */
  static final String MESSAGE = "message.txt";

  private final Outgoing outgoing;
  private final DeliveredFile delivered;
  private final boolean checksums;
  private final boolean first;

  private Parcels(Outgoing outgoing, DeliveredFile delivered, boolean checksums) {
    this.outgoing = outgoing;
    this.delivered = delivered;
    this.checksums = checksums || outgoing.manifest().bytes() <= LITTLE;
    this.first = !outgoing.accepted() && delivered.isEmpty();
  }

  /**
   * What is still to be offered, in the manifest's order, the message first. Blocks on the disk.
   *
   * @param checksums whether to read and hash every file, however much that is
   * @throws TransferException if there is nothing that LocalSend could carry, or too much
   */
  static List<Parcel> of(Outgoing outgoing, DeliveredFile delivered, boolean checksums)
      throws IOException {
    if (outgoing.manifest().files() > PrepareUpload.MAX_FILES) {
      throw new TransferException(
          Problem.BAD_REQUEST,
          "LocalSend offers all files in one message, and "
              + outgoing.manifest().files()
              + " are too many for it: "
              + PrepareUpload.MAX_FILES
              + " at most. Send fewer at a time, or pack them into one file.");
    }
    List<Parcel> parcels = new Parcels(outgoing, delivered, checksums).find();
    if (parcels.isEmpty() && delivered.isEmpty() && outgoing.withdrawn().isEmpty()) {
      throw new TransferException(
          Problem.SOURCE,
          "There is no file in it, and LocalSend carries neither empty folders nor links.");
    }
    return parcels;
  }

  private List<Parcel> find() throws IOException {
    List<Parcel> parcels = new ArrayList<>();
    String text = outgoing.header().text();
    if (text != null) {
      parcels.add(Parcel.OfText.of(text, MESSAGE));
    }
    try (Manifest.Cursor cursor = outgoing.manifest().walk()) {
      FolderEntry folder = null;
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        tellEmpty(folder, entry);
        folder = null;
        switch (entry) {
          case FileEntry file -> addFile(parcels, cursor.index(), file);
          case FolderEntry next -> folder = next;
          case LinkEntry link -> tell(link, "LocalSend carries no links");
        }
      }
      tellEmpty(folder, null);
    }
    parcels.removeIf(delivered::has);
    return parcels;
  }

  /** A folder is empty if what comes behind it is not in it. */
  private void tellEmpty(@Nullable FolderEntry folder, @Nullable Entry next) {
    if (folder != null && (next == null || !next.path().isUnder(folder.path()))) {
      tell(folder, "LocalSend carries no empty folders");
    }
  }

  private void tell(Entry entry, String reason) {
    if (first) {
      RelativePath path = entry.path();
      outgoing
          .events()
          .on(new TransferEvent.Skipped(outgoing.id(), path.toString(), reason, false));
    }
  }

  private void addFile(List<Parcel> parcels, long index, FileEntry file) throws IOException {
    boolean wanted = !outgoing.accepted() || outgoing.layout().accepted().contains(index);
    if (!wanted || outgoing.isWithdrawn(index) || delivered.hasFile(index)) {
      return;
    }
    String hash = checksums ? hash(index, file) : null;
    if (!outgoing.isWithdrawn(index)) {
      parcels.add(Parcel.OfFile.of(index, file, hash));
    }
  }

  private String hash(long index, FileEntry file) throws IOException {
    MessageDigest digest = Sha256.digest();
    outgoing.read(index, file, digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }
}
