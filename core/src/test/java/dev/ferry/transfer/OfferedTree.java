package dev.ferry.transfer;

import dev.ferry.testkit.TreeMaker;
import dev.ferry.transfer.Approver.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A tree of two small files, whoever offers it, and whoever is asked about it. */
abstract class OfferedTree {
  @TempDir Path folder;

  Path tree;
  SendingSide sending;
  ReceivingSide receiving;
  final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void open() throws IOException {
    tree =
        new TreeMaker(folder.resolve("tree"), 1)
            .text("one.txt", "new", "rw-r--r--")
            .text("two.txt", "two", "rw-r--r--")
            .done();
    sending = new SendingSide(folder.resolve("state"), tree);
    receiving = new ReceivingSide(folder).approver(answering(new Answer.All(null)));
  }

  @AfterEach
  void close() throws IOException {
    receiving.close();
  }

  Approver answering(Answer answer) {
    return offer -> {
      asked.incrementAndGet();
      return answer;
    };
  }
}
