package dev.ferry.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.LinkPolicy;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.ManifestLimits;
import dev.ferry.manifest.ManifestWriter;
import dev.ferry.manifest.RelativePath;
import dev.ferry.manifest.SourceFiles;
import dev.ferry.manifest.SourceRoot;
import dev.ferry.transfer.Flow;
import dev.ferry.transfer.ScratchFolder;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.ShareAccess;
import dev.ferry.transfer.Throttle;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that changes while curl gets it: the answer must not look whole. */
class TornFileTest {
  private static final int SIZE = 64 << 20;

  @TempDir private Path dir;

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Test
  void fileThatChangesWhileItIsSentIsBrokenOff() throws Exception {
    Path file = dir.resolve("a.bin");
    Files.write(file, new byte[SIZE]);
    FileTime time = FileTime.fromMillis(1_700_000_000_000L);
    Files.setLastModifiedTime(file, time);
    ScratchFolder folder = ScratchFolder.in(Files.createDirectory(dir.resolve("share")));
    Manifest manifest;
    try (ManifestWriter writer =
        ManifestWriter.create(folder.path().resolve("manifest"), ManifestLimits.DEFAULT)) {
      writer.add(
          new FileEntry(RelativePath.parse("a.bin"), SIZE, time.to(TimeUnit.NANOSECONDS), 0644));
      manifest = writer.finish();
    }
    SourceFiles files =
        SourceFiles.of(List.of(new SourceRoot(file.toRealPath(), "a.bin")), LinkPolicy.KEEP);
    String id = "mfrggzdfmztwq2lknnwg23tpoa";
    Flow flow = new Flow(event -> {}, Throttle.of(0));
    SSLContext tls = SSLContext.getInstance("TLSv1.3");
    tls.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
    long body = 0;
    try (ServedPeer peer = ServedPeer.open(dir.resolve("peer"));
        Share share =
            new Share(id, "t", new ShareAccess.Open(), folder, manifest, files::open, flow)) {
      peer.catalog().add(share);
      try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket()) {
        socket.connect(peer.address());
        socket
            .getOutputStream()
            .write(
                ("GET /ferry/v1/shares/" + id + "/files/a.bin HTTP/1.1\r\nHost: x\r\n\r\n")
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[1 << 16];
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          head.append((char) in.read());
        }
        try (RandomAccessFile change = new RandomAccessFile(file.toFile(), "rw")) {
          change.seek(SIZE - 100);
          change.write(new byte[100]);
          change.seek(SIZE - 100);
          change.write(7);
        }
        while (body < SIZE) {
          int n = in.read(buffer);
          if (n < 0) {
            break;
          }
          body += n;
        }
      } catch (IOException e) {
        // Broken off, as it should be.
      }
    }
    assertThat(body).as("bytes of a file that changed meanwhile").isLessThan(SIZE);
  }
}
