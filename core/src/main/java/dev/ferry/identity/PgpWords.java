package dev.ferry.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The PGP word list by Patrick Juola and Philip Zimmermann: a word of two syllables for each byte
 * at an even place, one of three for each at an odd place, so that a word left out or two swapped
 * are heard. Case is part of a word ("Istanbul").
 */
final class PgpWords {
  private static final String RESOURCE = "pgp-words.txt";
  private static final int WORDS = 256;

  private PgpWords() {}

  /** The words for {@code bytes}, the first at an even place. Reads the list on every call. */
  static List<String> of(byte[] bytes) {
    List<List<String>> lists = load();
    List<String> words = new ArrayList<>(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      words.add(lists.get(i % 2).get(bytes[i] & 0xff));
    }
    return List.copyOf(words);
  }

  /** The words for even places, then those for odd places, 256 each. */
  static List<List<String>> load() {
    List<String> even = new ArrayList<>(WORDS);
    List<String> odd = new ArrayList<>(WORDS);
    try (InputStream resource = PgpWords.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII));
      lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(line, even, odd));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(even, odd);
  }

  private static void add(String line, List<String> even, List<String> odd) {
    String[] columns = line.split(" ", -1);
    even.add(columns[1]);
    odd.add(columns[2]);
  }
}
