package dev.ferry.transfer;

import dev.ferry.payload.Chunk;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two sides that have agreed on a tree of three files; either may end and begin again. */
abstract class AgreedSides {
  static final int CHUNK = Chunk.SIZE;

  @TempDir Path folder;

  Path tree;
  SendingSide sending;
  ReceivingSide receiving;
  Outgoing outgoing;
  Incoming incoming;
  private final long second;

  /** The second of the three files has {@code second} bytes. */
  AgreedSides(long second) {
    this.second = second;
  }

  @BeforeEach
  void agree() throws Exception {
    tree =
        new TreeMaker(folder.resolve("tree"), 1)
            .file("a", CHUNK + 1000)
            .file("b", second)
            .file("c", 5000)
            .done();
    sending = new SendingSide(folder.resolve("state"), tree);
    receiving = new ReceivingSide(folder);
    outgoing = sending.open();
    incoming = receiving.accept(outgoing);
  }

  @AfterEach
  void close() throws IOException {
    outgoing.close();
    receiving.close();
  }

  void assertArrived() {
    TreeSnapshot.of(tree)
        .assertSame("what arrived", TreeSnapshot.of(receiving.inbox().resolve("tree")));
  }
}
