package dev.ferry.platform;

import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.nio.file.Path;

/** A tree that lies outside of every held folder and must stay exactly as it is. */
final class Canary {
  private final Path root;
  private final TreeSnapshot before;

  private Canary(Path root) {
    this.root = root;
    this.before = TreeSnapshot.of(root);
  }

  /** Makes it below {@code root}: the names that tests look for, at each level. */
  static Canary in(Path root) {
    TreeMaker maker = new TreeMaker(root, 1).text("file", "outside", "rw-r--r--");
    for (String folder : new String[] {"b/", "b/c/", "c/", "d/"}) {
      maker.text(folder + "file", "outside " + folder, "rw-r--r--");
    }
    maker.done();
    return new Canary(root);
  }

  Path root() {
    return root;
  }

  void assertUntouched() {
    before.assertSame("outside", TreeSnapshot.of(root));
  }
}
