package dev.ferry.peer;

import dev.ferry.http.Percent;
import dev.ferry.identity.Identity;
import dev.ferry.identity.Sha256;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.ShareAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A share, as long as it is on offer. Thread-safe. */
final class OpenShare implements Sharing, ListeningSide.Closing {
  private final ListeningSide side;
  private final Share share;
  private final PeerPort.Place place;
  private final Identity self;
  private final AtomicBoolean closed = new AtomicBoolean();

  OpenShare(ListeningSide side, Share share, PeerPort.Place place, Identity self) {
    this.side = side;
    this.share = share;
    this.place = place;
    this.self = self;
  }

  @Override
  public String id() {
    return share.id();
  }

  @Override
  public long entries() {
    return share.manifest().entries();
  }

  @Override
  public long files() {
    return share.manifest().files();
  }

  @Override
  public long bytes() {
    return share.manifest().bytes();
  }

  @Override
  public List<String> links() {
    return place.addresses().stream()
        .map(address ->
            "https://" + address + PeerAddress.SHARES + share.id() + "#" + self.fingerprint().hex())
        .toList();
  }

  @Override
  public @Nullable String firstFile() throws IOException {
    try (Manifest.Cursor cursor = share.manifest().walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (entry instanceof FileEntry file) {
          return Percent.encodePath(file.path().toString());
        }
      }
      return null;
    }
  }

  @Override
  public String publicKeyPin() {
    byte[] key = self.certificate().getPublicKey().getEncoded();
    byte[] hash = Sha256.digest().digest(key);
    return "sha256//" + Base64.getEncoder().encodeToString(hash);
  }

  @Override
  public List<PeerAddress> addresses() {
    return place.addresses();
  }

  @Override
  public @Nullable TakenPort taken() {
    return place.taken();
  }

  @Override
  public @Nullable String pin() {
    return share.access() instanceof ShareAccess.Pin pin ? pin.digits() : null;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      side.leave(this, share);
    } catch (IOException e) {
      throw new UncheckedIOException("the share could not be put away in order", e);
    }
  }
}
