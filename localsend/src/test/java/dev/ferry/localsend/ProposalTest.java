package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a list of files becomes. */
class ProposalTest {
  private static final DeviceInfo PHONE =
      new DeviceInfo("Phone", "2.1", null, DeviceType.MOBILE, "", 53317, Scheme.HTTPS, false, 0);

  private static FileInfo file(String name) {
    return new FileInfo(name, name, 1, FileInfo.UNKNOWN_TYPE, null, null, null, null);
  }

  private static List<String> paths(String... names) throws Refusal {
    List<FileInfo> files = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      files.add(new FileInfo("" + i, names[i], 1, FileInfo.UNKNOWN_TYPE, null, null, null, null));
    }
    return Proposal.of(new PrepareUpload(PHONE, files)).files().stream()
        .map(each -> each.entry().path().toString())
        .toList();
  }

  @Test
  void namesThatFoldersHaveOrThatComeTwiceAreNumbered() throws Exception {
    assertThat(paths("a", "a/b/c", "a/b", "x", "x", "x (2)"))
        .containsExactlyInAnyOrder("a (2)", "a/b/c", "a/b (2)", "x", "x (2)", "x (2) (2)");
    assertThat(paths("a", "a (2)/b", "a/c", "a!")).contains("a (3)", "a (2)/b", "a/c", "a!");
  }

  @Test
  void namesOfManyFoldersTakeNoMoreMemoryThanOthers() throws Exception {
    List<FileInfo> files = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      files.add(file(i + "/a".repeat(2000)));
    }
    PrepareUpload prepare = new PrepareUpload(PHONE, files);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    assertThat(Proposal.of(prepare).files()).hasSize(60);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20 << 20);
  }
}
