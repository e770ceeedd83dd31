package dev.ferry.peer;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.testkit.Commands;
import dev.ferry.testkit.SmallDisk;
import dev.ferry.transfer.TransferException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxesTest {
  @TempDir private Path folder;

  @Test
  void folderThatTakesNoFilesIsNoInbox() {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1)) {
      Commands.run("mount", "-o", "remount,ro", disk.path().toString());
      assertThatExceptionOfType(TransferException.class)
          .isThrownBy(() -> Inboxes.open(disk.path()))
          .withMessageContaining("no file can be made there")
          .withMessageContaining(disk.path().toString());
    }
  }
}
