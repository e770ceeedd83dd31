package dev.ferry.bench;

/** What is copied. */
enum Subject {
  /** One large file of random bytes: {@code big}. */
  LARGE("big"),
  /** Many small files: {@code tree}. */
  TREE("tree");

  private final String fileName;

  Subject(String fileName) {
    this.fileName = fileName;
  }

  /** Its name in the source folder, and in the target folder afterwards. */
  String fileName() {
    return fileName;
  }
}
