package dev.ferry.peer;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A share, until closed. Thread-safe. */
public interface Sharing extends AutoCloseable {
  /** Its id; a secret if the access is by link. */
  String id();

  /** How many entries, files and bytes it holds. */
  long entries();

  /** How many of them are files. */
  long files();

  /** The files' sizes added up. */
  long bytes();

  /** Links that others can get, one for each of this machine's addresses, loopback last. */
  List<String> links();

  /**
   * The way to the first file, below {@code files/} of a link: percent-encoded, with slashes; null
   * if there is no file. Blocks on disk.
   */
  @Nullable String firstFile() throws IOException;

  /**
   * What curl's {@code --pinnedpubkey} takes to hold a server to this peer's key: {@code sha256//}
   * and the hash of the public key in base64.
   */
  String publicKeyPin();

  /** Where others can reach the peer. */
  List<PeerAddress> addresses();

  /** The port that it was told to listen on, if it did not get it but another one; else null. */
  @Nullable TakenPort taken();

  /** The PIN, or null if it needs none. */
  @Nullable String pin();

  /** Ends the share; who is getting it is interrupted. */
  @Override
  void close();
}
