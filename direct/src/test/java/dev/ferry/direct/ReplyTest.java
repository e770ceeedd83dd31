package dev.ferry.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.json.MalformedException;
import dev.ferry.manifest.EntrySet;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
  private static final long ENTRIES = 10_000;

  private static final Receipt RECEIPT =
      new Receipt(
          3,
          4,
          5,
          6,
          List.of("a (2)"),
          List.of(new Withdrawn(7, "b", "changed")),
          8,
          9,
          "",
          Map.of(Stage.DISK_READ, 1L, Stage.HASH, 2L, Stage.NETWORK, 3L, Stage.DISK_WRITE, 4L));

  static List<Reply> replies() {
    return List.of(
        new Reply.Go(EntrySet.none(), RangeSet.EMPTY, 0, null),
        new Reply.Go(EntrySet.all(3), RangeSet.of(0, 13), 13, null),
        new Reply.Go(
            EntrySet.all(3), RangeSet.of(5, 13), 13, ProblemJson.of(Problem.NO_SPACE, "full")),
        go(999),
        go(1000),
        go(1001),
        go(2500),
        new Reply.Declined(""),
        new Reply.Declined("because\n\"\u202e"),
        new Reply.Complete(RECEIPT),
        new Reply.Refused(ProblemJson.of(Problem.CLASH, "it exists")));
  }

  private static Reply go(int pairs) {
    BitSet accepted = new BitSet();
    List<Range> missing = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      accepted.set(3 * i);
      missing.add(new Range(4L * i, 4L * i + 2));
    }
    return new Reply.Go(EntrySet.of(accepted), new RangeSet(missing), 4L * pairs, null);
  }

  @ParameterizedTest
  @MethodSource("replies")
  void bringsEveryReplyThrough(Reply reply) throws Exception {
    byte[] bytes =
        Lines.written(out -> {
          ReplyWriter.writeWaiting(out, List.of());
          ReplyWriter.write(out, reply);
        });

    assertThat(ReplyReader.read(Lines.reader(bytes), ENTRIES, show -> {})).isEqualTo(reply);
  }

  @ParameterizedTest
  @MethodSource("replies")
  void refusesEveryBeginningOfAReply(Reply reply) throws Exception {
    byte[] whole = Lines.written(out -> ReplyWriter.write(out, reply));

    for (int length = 0; length < whole.length; length += whole.length > 2000 ? 97 : 1) {
      byte[] beginning = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> ReplyReader.read(Lines.reader(beginning), ENTRIES, show -> {}));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"accepted\":{\"runs\":[[0,10001]]}}",
        "{\"accepted\":{\"runs\":[[0,2147483647]]}}",
        "{\"accepted\":{\"runs\":[[0,9223372036854775807]]}}",
        "{\"accepted\":{\"runs\":[[5,5]]}}",
        "{\"accepted\":{\"runs\":[[5,4]]}}",
        "{\"accepted\":{\"runs\":[[5,6],[0,1]]}}",
        "{\"accepted\":{}}",
        "{\"accepted\":[[0,1]]}",
        "{\"missing\":[[0,101]]}",
        "{\"missing\":[[0,1],[1,2]]}",
        "{\"missing\":[[4,5],[0,1]]}",
        "{\"missing\":[[5,5]]}",
        "{\"missing\":[[0,-1]]}",
        "{\"missing\":{}}"
      })
  void refusesSetsThatCannotBe(String line) {
    String reply = line + "\n{\"go\":{\"length\":100}}\n";

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> ReplyReader.read(Lines.reader(reply), ENTRIES, show -> {}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"go\":{}}",
        "{\"go\":1}",
        "{\"go\":{\"length\":-1}}",
        "{\"go\":{\"length\":1,\"waitsFor\":{}}}",
        "{\"declined\":{}}",
        "{\"declined\":\"no\"}",
        "{\"complete\":{}}",
        "{\"complete\":true}",
        "{\"problem\":{\"type\":1,\"status\":400}}",
        "{\"problem\":{\"type\":\"x\"}}"
      })
  void refusesEndsThatAreNone(String line) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> ReplyReader.read(Lines.reader(line + "\n"), ENTRIES, show -> {}));
  }

  @Test
  void ignoresLinesAndMembersItDoesNotKnow() throws Exception {
    String reply =
        """
        {"news":[1,2,{"a":null}]}
        {"waiting":true,"since":1.5}
        {"go":{"length":1,"more":"x"}}
        """;

    assertThat(ReplyReader.read(Lines.reader(reply), ENTRIES, show -> {}))
        .isEqualTo(new Reply.Go(EntrySet.none(), RangeSet.EMPTY, 1, null));
  }

  @Test
  void keepsTheReceiversFolderToItself() throws Exception {
    Receipt at = new Receipt(0, 0, 0, 0, List.of(), List.of(), 0, 0, "/home/me", Map.of());

    assertThat(Lines.text(out -> ReplyWriter.write(out, new Reply.Complete(at))))
        .doesNotContain("/home");
  }

  @Test
  void takesNoMoreNamesThanAReceiptHolds() throws Exception {
    String names = "\"x\",".repeat(5000) + "\"x\"";
    String reply =
        Lines.text(out -> ReplyWriter.write(out, new Reply.Complete(RECEIPT)))
            .replace("\"a (2)\"", names);

    assertThat(ReplyReader.read(Lines.reader(reply), ENTRIES, show -> {}))
        .isInstanceOfSatisfying(
            Reply.Complete.class,
            complete -> assertThat(complete.receipt().keptBeside()).hasSize(Receipt.SAMPLES));
  }
}
