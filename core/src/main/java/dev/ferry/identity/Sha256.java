package dev.ferry.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash of fingerprints, and of whatever must hold against somebody hostile. */
public final class Sha256 {
  private Sha256() {}

  /** A new one that has hashed nothing yet; for one thread. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
