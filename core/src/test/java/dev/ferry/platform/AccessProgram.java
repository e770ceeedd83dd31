package dev.ferry.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells what a user without privileges may do, in a process of its own: {@code AccessProgram
 * <platform> <own folder> <other's folder with a file>}. One line per step.
 */
final class AccessProgram {
  private AccessProgram() {}

  public static void main(String[] args) throws IOException {
    Platform platform = args[0].equals("portable") ? Platform.portable() : Platform.current();
    System.out.println(platform.name());
    try (HeldFolder own = platform.hold(Path.of(args[1]));
        HeldFolder other = platform.hold(Path.of(args[2]))) {
      tell("finish", () -> own.openFile("f", OpenMode.CREATE_NEW).finish(0200, 5));
      tell("read unreadable", () -> own.openFile("f", OpenMode.READ));
      tell("set unreadable", () -> own.setModeAndTime("f", 0100, 6, FileKind.FILE));
      FileStamp stamp = own.stampOf("f");
      System.out.println(
          stamp == null
              ? "none"
              : Integer.toOctalString(stamp.mode()) + " " + stamp.modifiedNanos());
      own.makeFolder("g", 0700);
      own.setModeAndTime("g", 0500, 7, FileKind.FOLDER);
      tell("create in sealed", () -> own.openFile("g/x", OpenMode.CREATE_NEW));
      tell("folder in sealed", () -> own.makeFolder("g/x", 0700));
      tell("link in sealed", () -> own.makeLink("g/x", "y"));
      tell("into sealed", () -> own.moveTo("f", own, "g/f"));
      sealedTree(own);
      tell("delete sealed tree", () -> own.deleteTree("t"));
      System.out.println(own.stampOf("t") == null ? "nothing left" : "something left");
      tell("create at other's", () -> other.openFile("x", OpenMode.CREATE_NEW));
      tell("write other's", () -> other.openFile("file", OpenMode.WRITE));
      tell("delete other's", () -> other.delete("file"));
      tell("set other's", () -> other.setModeAndTime("file", 0777, 0, FileKind.FILE));
    }
  }

  private static void sealedTree(HeldFolder own) throws IOException {
    own.makeFolders("t/a/b", 0700);
    own.makeFolder("t/c", 0700);
    for (String file : List.of("t/x", "t/a/x", "t/a/b/x", "t/c/x")) {
      own.openFile(file, OpenMode.CREATE_NEW).finish(0400, 1);
    }
    own.setModeAndTime("t/a/b", 0500, 1, FileKind.FOLDER);
    own.setModeAndTime("t/a", 0555, 1, FileKind.FOLDER);
    own.setModeAndTime("t/c", 0100, 1, FileKind.FOLDER);
    own.setModeAndTime("t", 0500, 1, FileKind.FOLDER);
  }

  private static void tell(String what, Step step) {
    try {
      step.run();
      System.out.println(what + ": done");
    } catch (IOException e) {
      System.out.println(what + ": " + e.getClass().getSimpleName());
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
