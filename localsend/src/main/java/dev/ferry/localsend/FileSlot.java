package dev.ferry.localsend;

import dev.ferry.identity.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that a session waits for. Its state is the session's: guarded by that.
 *
 * <p>WAITING goes to ARRIVING with each upload, and back if that fails or was a piece; after too
 * many wrong ones to GIVEN_UP, after a right one to HERE. Both are final.
 */
final class FileSlot {
  /** Where a file is. */
  enum State {
    WAITING,
    ARRIVING,
    HERE,
    GIVEN_UP
  }

  private final long index;
  private final long from;
  private final FileInfo info;
  private final String token = UUID.randomUUID().toString();
  private State state = State.WAITING;
  private int wrong;
  private long arrived;
  private @Nullable MessageDigest digest;

  /**
   * A file that is wanted.
   *
   * @param index of its entry in the manifest
   * @param from where it begins in the payload
   */
  FileSlot(long index, long from, FileInfo info) {
    this.index = index;
    this.from = from;
    // What is kept as long as the session lives should not be all that was said.
    this.info = new FileInfo(info.id(), "", info.size(), "", info.sha256(), null, null, null);
  }

  String id() {
    return info.id();
  }

  /** What its uploads must show: a secret of the two. */
  String token() {
    return token;
  }

  long index() {
    return index;
  }

  long from() {
    return from;
  }

  long to() {
    return from + info.size();
  }

  long size() {
    return info.size();
  }

  @Nullable String sha256() {
    return info.sha256();
  }

  /** How many bytes of it came in earlier pieces. For the upload that is under way. */
  long arrived() {
    return arrived;
  }

  /** Notes a piece that came whole. For the upload that is under way. */
  void arrived(Piece piece) {
    arrived = piece.to();
  }

  /** Begins at its first byte again. For the upload that is under way. */
  void beginAnew() {
    arrived = 0;
    digest = null;
  }

  /** What hashes it, from its first byte on; null if nobody says what it should be. */
  @Nullable MessageDigest digest() {
    if (digest == null && info.sha256() != null) {
      digest = Sha256.digest();
    }
    return digest;
  }

  /** Takes as long for every wrong token of this length. */
  boolean isToken(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  State state() {
    return state;
  }

  void state(State next) {
    this.state = next;
  }

  /** Counts an upload that came whole and was wrong; returns how many that were. */
  int wrong() {
    return ++wrong;
  }
}
