package dev.ferry.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.http.ProblemStatus;
import dev.ferry.json.Fields;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemJsonTest {
  private static ProblemJson read(byte[] body) throws Exception {
    return ProblemJson.read(Lines.reader(body).require());
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void bringsEveryProblemThroughToTheSameException(Problem problem) throws Exception {
    TransferException told = new TransferException(problem, "What happened, and what to do.");

    TransferException heard = read(ProblemJson.of(told).body()).toException();

    assertThat(heard.problem()).isEqualTo(problem);
    assertThat(heard).hasMessage(told.getMessage());
    assertThat(ProblemStatus.of(problem)).isBetween(400, 599);
  }

  @ParameterizedTest
  @CsvSource({
    "401, FORBIDDEN",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "410, CANCELLED",
    "418, BAD_REQUEST",
    "429, BUSY",
    "500, FAILED",
    "502, UNREACHABLE",
    "503, UNREACHABLE",
    "507, NO_SPACE",
    "99999999999, FAILED"
  })
  void countsATypeItDoesNotKnowAsWhatItsStatusMeans(long status, Problem problem) throws Exception {
    for (String type : new String[] {"about:blank", "urn:ferry:problem:not-yet-invented"}) {
      Fields fields = Lines.line("{\"type\":\"" + type + "\",\"status\":" + status + "}");

      assertThat(ProblemJson.read(fields).problem()).isEqualTo(problem);
    }
  }

  @Test
  void showsNothingOfAPeersSentenceUnescaped() throws Exception {
    ProblemJson told = ProblemJson.of(Problem.FAILED, "a\u001b[31m\nb" + "x".repeat(100_000));

    String shown = String.valueOf(read(told.body()).toException().getMessage());

    assertThat(shown).doesNotContain("\u001b", "\n").hasSizeLessThan(2_000);
  }
}
