package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.PinGate;
import dev.ferry.identity.Standing;
import dev.ferry.testkit.TreeMaker;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may see and get which share. */
class CatalogTest {
  private static final String PIN = "271828";

  @TempDir Path folder;

  private final Catalog catalog = new Catalog();
  private List<Share> shares;

  @BeforeEach
  void share() throws IOException {
    Path tree = new TreeMaker(folder.resolve("tree"), 1).file("a", 10).file("b", 20).done();
    SharedTree shared = new SharedTree(tree, folder.resolve("shares"));
    shares =
        List.of(
            shared.share("open", new ShareAccess.Open()),
            shared.share("trusted", new ShareAccess.Trusted()),
            shared.share("pin", new ShareAccess.Pin(PIN, new PinGate(PIN))),
            shared.share("link", new ShareAccess.Link()));
    for (Share share : shares) {
      catalog.add(share);
    }
  }

  @AfterEach
  void close() throws IOException {
    for (Share share : shares) {
      share.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Standing.class)
  void onlyTrustedPeersSeeWhatIsForThem(Standing standing) throws Exception {
    List<String> seen =
        catalog.visibleTo(caller("a", standing, null)).stream().map(ShareInfo::id).toList();

    assertThat(seen)
        .containsExactlyElementsOf(
            standing == Standing.TRUSTED
                ? List.of("open", "pin", "trusted")
                : List.of("open", "pin"));
  }

  @Test
  void aListSaysNothingOfWhatIsBehindAPinWhateverPinComesAlong() throws Exception {
    for (@Nullable String pin : new @Nullable String[] {null, "000000", PIN}) {
      assertThat(catalog.visibleTo(caller("a", Standing.KNOWN, pin)))
          .filteredOn(info -> info.id().equals("pin"))
          .containsExactly(new ShareInfo("pin", "title of pin", true, 0, 0, 0));
    }
    assertThat(catalog.visibleTo(caller("a", Standing.KNOWN, null)))
        .filteredOn(info -> info.id().equals("open"))
        .containsExactly(new ShareInfo("open", "title of open", false, 3, 2, 30));
  }

  @Test
  void everybodyOpensWhatIsOpenOrWhatHeKnowsTheLinkOf() throws Exception {
    Caller curl = new Caller("", null, Standing.UNKNOWN, address(), null);
    assertThat(catalog.open("open", curl).id()).isEqualTo("open");
    assertThat(catalog.open("link", curl).id()).isEqualTo("link");
  }

  @ParameterizedTest
  @EnumSource(value = Standing.class, names = "TRUSTED", mode = EnumSource.Mode.EXCLUDE)
  void whoIsNotTrustedIsNotToldThatThereIsSomething(Standing standing) throws Exception {
    TransferException hidden = refusal("trusted", caller("a", standing, null));
    TransferException absent = refusal("no such", caller("a", standing, null));

    assertThat(hidden.problem()).isEqualTo(Problem.NOT_FOUND);
    assertThat(hidden).hasMessage(absent.getMessage());
    assertThat(hidden.problem()).isEqualTo(absent.problem());
  }

  @Test
  void whoIsTrustedGetsWhatIsForTrustedPeers() throws Exception {
    assertThat(catalog.open("trusted", caller("a", Standing.TRUSTED, null)).id())
        .isEqualTo("trusted");
  }

  @Test
  void aPinIsNeededAndAskingWithoutOneIsNoTry() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(refusal("pin", caller("a", Standing.TRUSTED, null)).problem())
          .isEqualTo(Problem.FORBIDDEN);
    }
    assertThat(catalog.open("pin", caller("a", Standing.UNKNOWN, PIN)).id()).isEqualTo("pin");
  }

  @Test
  void afterThreeWrongPinsEvenTheRightOneHasToWait() throws Exception {
    Caller wrong = caller("a", Standing.KNOWN, "000000");
    assertThat(refusal("pin", wrong)).hasMessageContaining("tries left: 2");
    assertThat(refusal("pin", wrong)).hasMessageContaining("tries left: 1");
    assertThat(refusal("pin", wrong)).hasMessageContaining("the next try counts in");

    TransferException early = refusal("pin", caller("a", Standing.KNOWN, PIN));
    assertThat(early.problem()).isEqualTo(Problem.BUSY);
  }

  @Test
  void nothingIsOnOfferTwice() throws Exception {
    assertThat(
            catchThrowableOfType(TransferException.class, () -> catalog.add(shares.getFirst()))
                .problem())
        .isEqualTo(Problem.CLASH);
  }

  @Test
  void whatIsTakenOffIsGone() throws Exception {
    catalog.remove(shares.getFirst());
    assertThat(refusal("open", caller("a", Standing.TRUSTED, null)).problem())
        .isEqualTo(Problem.NOT_FOUND);
    assertThat(catalog.visibleTo(caller("a", Standing.UNKNOWN, null)))
        .extracting(ShareInfo::id)
        .containsExactly("pin");
  }

  private TransferException refusal(String id, Caller caller) {
    return catchThrowableOfType(TransferException.class, () -> catalog.open(id, caller));
  }

  private static Caller caller(String digit, Standing standing, @Nullable String pin)
      throws IOException {
    return new Caller("Ann", new Fingerprint(digit.repeat(64)), standing, address(), pin);
  }

  private static InetAddress address() throws IOException {
    return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
  }
}
