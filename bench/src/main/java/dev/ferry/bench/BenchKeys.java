package dev.ferry.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The self-signed P-256 certificate of the bare TLS copy, which trusts itself and nobody else. */
final class BenchKeys {

  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "bench";

  private BenchKeys() {}

  /** Makes the key store with the JDK's keytool, unless it is there. */
  static void makeIfAbsent(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Shell.run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-alias",
        ALIAS,
        "-dname",
        "CN=bench",
        "-validity",
        "3650",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        file.toString());
  }

  /** TLS 1.3 with the key of {@code file}, trusting that key only. */
  static SSLContext load(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      KeyManagerFactory mine = KeyManagerFactory.getInstance("PKIX");
      mine.init(keys, PASSWORD.toCharArray());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
      TrustManagerFactory theirs = TrustManagerFactory.getInstance("PKIX");
      theirs.init(trusted);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(mine.getKeyManagers(), theirs.getTrustManagers(), new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
