package dev.ferry.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineEditorTest {
  private final LineEditor editor = new LineEditor();

  @ParameterizedTest
  @CsvSource({
    "yes,yes",
    "yex\bs,yes",
    "no\u007f\u007f\u007fyes,yes",
    "nonsense\u0015yes,yes",
    "y\u001b[Aes,yes",
    "y\u001b[1;5Des,yes",
    "y\u001bOPes,yes",
    "\ud83d\ude00\bok,ok",
    "a\u0001b,ab"
  })
  void keysMakeALine(String keys, String line) {
    type(keys);
    assertThat(editor.text()).isEqualTo(line);
  }

  @Test
  void enterEndsTheLine() {
    assertThat(editor.take('y')).isFalse();
    assertThat(editor.take('\r')).isTrue();
    assertThat(new LineEditor().take('\n')).isTrue();
  }

  @Test
  void lineHasAnEnd() {
    for (int i = 0; i < 5000; i++) {
      editor.take('x');
    }
    assertThat(editor.text()).hasSize(1000);
  }

  private void type(String keys) {
    keys.chars().forEach(editor::take);
  }
}
