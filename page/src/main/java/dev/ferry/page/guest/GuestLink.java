package dev.ferry.page.guest;

import dev.ferry.direct.Refusal;
import dev.ferry.identity.PinGate;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.TransferException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A link for guests, open until it expires or is revoked. Thread-safe. */
public final class GuestLink {
  private final String id;
  private final LinkOptions options;
  private final @Nullable Share share;
  private final @Nullable PinGate gate;
  private final Instant created;
  private final DownloadCount downloads;
  private final GuestSessions sessions = new GuestSessions();
  private final Set<Closeable> connections = new HashSet<>();
  private final long files;
  private final long bytes;
  private boolean revoked;

  /**
   * A link.
   *
   * @param id what makes its path unguessable
   * @param share what may be downloaded, closed with the link; null if nothing
   */
  GuestLink(String id, LinkOptions options, @Nullable Share share, Instant created) {
    this.id = id;
    this.options = options;
    this.share = share;
    this.created = created;
    this.files = share == null ? 0 : share.manifest().files();
    this.bytes = share == null ? 0 : share.manifest().bytes();
    String pin = options.pin();
    this.gate = pin == null ? null : new PinGate(pin);
    this.downloads = new DownloadCount(options.mostDownloads());
  }

  /** The secret part of its path. */
  public String id() {
    return id;
  }

  /** What a person would call it; not escaped. */
  public String title() {
    if (!options.title().isEmpty()) {
      return options.title();
    }
    return share == null ? "" : share.title();
  }

  /** The files and folders that it opens, as the owner named them. */
  public List<Path> paths() {
    return options.paths();
  }

  /** When it was made. */
  public Instant created() {
    return created;
  }

  /** When it expires; empty if it does not. */
  public Optional<Instant> expires() {
    return Optional.ofNullable(options.life()).map(created::plus);
  }

  /** The PIN, for the owner's eyes; null if it has none. */
  public @Nullable String pin() {
    return options.pin();
  }

  /** Whether guests may send something to the owner. */
  public boolean takesUploads() {
    return options.upload();
  }

  /** How many files may be downloaded. */
  public long files() {
    return files;
  }

  /** Their sizes added up. */
  public long bytes() {
    return bytes;
  }

  /**
   * How many downloads there were: one thing (a file, or a zip) that went to one address, in
   * however many parts.
   */
  public long downloads() {
    return downloads.count();
  }

  /** How many downloads there may be; 0 for any number. */
  public long mostDownloads() {
    return downloads.most();
  }

  /** Whether it has expired. */
  public boolean isExpired(Instant now) {
    return expires().filter(end -> !now.isBefore(end)).isPresent();
  }

  /** What may be downloaded. */
  Share share() throws TransferException {
    if (share == null) {
      throw new TransferException(Problem.NOT_FOUND, "nothing can be downloaded with this link");
    }
    return share;
  }

  /** Whether anything may be downloaded. */
  boolean hasDownloads() {
    return share != null;
  }

  DownloadCount count() {
    return downloads;
  }

  @Nullable PinGate gate() {
    return gate;
  }

  GuestSessions sessions() {
    return sessions;
  }

  /** A connection that serves this link, until closed: revoking the link ends it. */
  @FunctionalInterface
  interface Use extends AutoCloseable {
    @Override
    void close();
  }

  /** Serves the link on a connection. */
  synchronized Use use(Closeable hangUp) throws Refusal {
    if (revoked) {
      throw unknown();
    }
    connections.add(hangUp);
    return () -> leave(hangUp);
  }

  private synchronized void leave(Closeable hangUp) {
    connections.remove(hangUp);
  }

  /** What is said of links that are not there, or not any more. */
  static Refusal unknown() {
    return new Refusal(
        Problem.NOT_FOUND, 404, "this link does not open anything (any more); ask for a new one");
  }

  /** How long it is open from its making on; null: until it is revoked. */
  @Nullable Duration life() {
    return options.life();
  }

  /** Whether {@link #revoke} was called. */
  synchronized boolean isRevoked() {
    return revoked;
  }

  /** Ends everything that goes over it, and lets go of what it opened. Can be called again. */
  void revoke() throws IOException {
    List<Closeable> open;
    synchronized (this) {
      if (revoked) {
        return;
      }
      revoked = true;
      open = List.copyOf(connections);
    }
    for (Closeable connection : open) {
      connection.close();
    }
    if (share != null) {
      share.close();
    }
  }

  /** Nothing of the secret. */
  @Override
  public String toString() {
    return "GuestLink";
  }
}
