package dev.ferry.preview;

/** What sort of thing a file is. */
public enum Kind {
  PICTURE("picture"),
  CSV("CSV"),
  JSON("JSON"),
  NDJSON("NDJSON"),
  TEXT("text"),
  ARCHIVE("archive"),
  AUDIO("audio"),
  VIDEO("video"),
  DOCUMENT("document"),
  PROGRAM("program"),
  EMPTY("empty"),
  OTHER("other");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  /** The word for people. */
  public String word() {
    return word;
  }
}
