package dev.ferry.identity;

import dev.ferry.platform.LockFile;
import dev.ferry.store.AtomicFile;
import dev.ferry.store.Home;
import dev.ferry.store.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * Who this peer is: a P-256 key pair and the certificate it signed itself. Kept in one file of the
 * home, mode 0600, and made on first use. Immutable and thread-safe.
 */
public final class Identity {
  /** The file in the home: a PKCS#8 private key and its certificate, both as PEM. */
  public static final String FILE = "identity.pem";

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final Fingerprint fingerprint;

  Identity(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
    this.fingerprint = Fingerprint.of(certificate);
  }

  /**
   * The identity of {@code home}, made if there is none yet; of several processes that start at
   * once, one makes it. Blocks on the disk.
   *
   * @throws IdentityException if the file is damaged or others may read it; it is never replaced
   */
  public static Identity loadOrCreate(Home home) throws IOException {
    Path file = home.file(FILE);
    try {
      return load(file);
    } catch (NoSuchFileException e) {
      return create(home, file);
    }
  }

  private static Identity create(Home home, Path file) throws IOException {
    try (LockFile _ = home.lock(FILE)) {
      if (!Files.exists(file)) {
        AtomicFile.write(file, IdentityPem.write(generate()));
      }
      return load(file);
    }
  }

  /** A new identity that is kept nowhere. */
  public static Identity generate() {
    try {
      KeyPair pair = SelfSigned.newKeyPair();
      return new Identity(pair.getPrivate(), SelfSigned.certificateFor(pair));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make P-256 keys", e);
    }
  }

  private static Identity load(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    if (OwnerOnly.isOpenToOthers(file)) {
      throw new IdentityException(
          "Others may read the private key in "
              + file
              + ": run chmod 600 on it. If they may have read it, delete it to become a new peer.");
    }
    try {
      return IdentityPem.read(content);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IdentityException(
          "The identity in "
              + file
              + " is damaged ("
              + e.getMessage()
              + "): restore it from a backup, or move it away to become a new peer, which those "
              + "who know this one will be warned about.",
          e);
    }
  }

  /** The private key. It never leaves this machine. */
  public PrivateKey privateKey() {
    return key;
  }

  /** The certificate that other peers see. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** The name other peers know this one by. */
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /** The fingerprint; never the key. */
  @Override
  public String toString() {
    return "Identity " + fingerprint;
  }
}
