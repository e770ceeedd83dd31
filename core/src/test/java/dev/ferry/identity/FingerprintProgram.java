package dev.ferry.identity;

import dev.ferry.store.Home;
import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that loads or makes an identity, for tests in which several do so. */
final class FingerprintProgram {
  private FingerprintProgram() {}

  /** Prints the fingerprint of the home in {@code args[0]}. */
  public static void main(String[] args) throws IOException {
    System.out.println(Identity.loadOrCreate(Home.at(Path.of(args[0]))).fingerprint());
  }
}
