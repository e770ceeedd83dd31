package dev.ferry.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @Test
  void wordsAreSplitAsAShellDoes() throws Exception {
    assertThat(texts("send 'a b' \"c \\\"d\\\"\" e\\ f --to x"))
        .containsExactly("send", "a b", "c \"d\"", "e f", "--to", "x");
    assertThat(texts("a'b'\"c\"d ''")).containsExactly("abcd", "");
    assertThat(texts("\\# a#b # the rest")).containsExactly("#", "a#b");
    assertThat(texts("end\\")).containsExactly("end\\");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   \t ", "# only a comment", "  # 'not open"})
  void nothingAndCommentsHaveNoWords(String line) throws Exception {
    assertThat(texts(line)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"send 'a", "send \"a b", "send a\"", "'"})
  void quotesMustBeClosed(String line) {
    assertThatThrownBy(() -> Words.split(line))
        .isInstanceOf(Words.UnclosedException.class)
        .hasMessageContaining("is not closed");
  }

  @Test
  void tildeIsTheOwnFolderAtTheBeginningOnly() throws Exception {
    String own = System.getProperty("user.home");
    assertThat(texts("~ ~/a a~ '~'")).containsExactly(own, own + "/a", "a~", "~");
  }

  @Test
  void onlyWhatIsNotQuotedIsAPattern() throws Exception {
    assertThat(Words.split("*.jpg '*.jpg' \\*.jpg a?"))
        .extracting(Words.Word::pattern)
        .containsExactly(true, false, false, true);
  }

  private static List<String> texts(String line) throws Words.UnclosedException {
    return Words.texts(Words.split(line));
  }
}
