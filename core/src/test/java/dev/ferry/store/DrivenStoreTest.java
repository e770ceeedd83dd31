package dev.ferry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.testkit.CorpusName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrivenStoreTest {
  private static final String ID = "abcdefghijklmnopqrstuvwxyz";
  private static final String OTHER = "zyxwvutsrqponmlkjihgfedcb2";
  private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678Z");

  @TempDir Path folder;

  private DrivenStore store;

  @BeforeEach
  void open() throws Exception {
    store = DrivenStore.in(Home.at(folder));
  }

  @Test
  void whatIsCreatedIsFoundAfterARestart() throws Exception {
    DrivenState state = state(ID, CREATED);
    try (DrivenFolder created = store.create(state)) {
      Files.writeString(created.folder().resolve("manifest"), "x");
    }
    DrivenStore later = DrivenStore.in(Home.at(folder));

    assertThat(later.list()).containsExactly(state);
    try (DrivenFolder opened = later.open(ID).orElseThrow()) {
      assertThat(opened.state()).isEqualTo(state);
      assertThat(opened.folder().resolve("manifest")).hasContent("x");
    }
  }

  @Test
  void everyFieldAndEveryNameOfTheCorpusSurvives() throws Exception {
    List<DrivenState.Root> roots =
        CorpusName.legal().stream()
            .map(name -> new DrivenState.Root("/src/" + name.name(), name.name()))
            .toList();
    DrivenState state =
        new DrivenState(
            ID,
            "a\u202elias",
            "f".repeat(64),
            "[::1]:53317",
            "title\n",
            "text\u0000",
            roots,
            Map.of("clash", "update", "a-key", "\u2028\""),
            CREATED);
    try (DrivenFolder created = store.create(state)) {
      assertThat(created.state()).isEqualTo(state);
    }

    assertThat(store.list()).containsExactly(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u0001", "\ud83d\ude00", "x\ud83d\ude00y"})
  void longTextsSurvive(String unit) throws Exception {
    for (int length : List.of(500, 501, 1_000, 1_365, 40_000, 65_536)) {
      String text = unit.repeat(length / unit.length());
      DrivenState state = new DrivenState(ID, "", "", "", "t", text, List.of(), Map.of(), CREATED);
      store.create(state).close();

      assertThat(store.list()).as("%d characters", length).containsExactly(state);
      store.open(ID).orElseThrow().delete();
    }
  }

  @Test
  void halfASurrogatePairIsReplacedAsNoFileCanHoldIt() throws Exception {
    DrivenState state =
        new DrivenState(ID, "a\ud800", "", "", "\udc00t", "x\ud800y", List.of(), Map.of(), CREATED);
    store.create(state).close();

    assertThat(state.text()).isEqualTo("x\ufffdy");
    assertThat(store.list()).containsExactly(state);
  }

  @Test
  void newestComesFirst() throws Exception {
    store.create(state(ID, CREATED)).close();
    store.create(state(OTHER, CREATED.plusSeconds(1))).close();

    assertThat(store.list()).extracting(DrivenState::id).containsExactly(OTHER, ID);
  }

  @Test
  void twoNeverDriveTheSameTransfer() throws Exception {
    try (DrivenFolder driver = store.create(state(ID, CREATED))) {
      DrivenStore other = DrivenStore.in(Home.at(folder));
      assertThatThrownBy(() -> other.open(ID))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("already");
      assertThatThrownBy(() -> other.delete(ID)).isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> other.create(state(ID, CREATED))).isInstanceOf(StoreException.class);
      assertThat(driver.state().id()).isEqualTo(ID);
    }
    assertThatThrownBy(() -> store.create(state(ID, CREATED)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("exists");
    try (DrivenFolder opened = store.open(ID).orElseThrow()) {
      assertThat(opened.state().id()).isEqualTo(ID);
      assertThatThrownBy(() -> store.open(ID))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("already");
    }
  }

  @Test
  void savedStateReplacesTheOldOne() throws Exception {
    DrivenState moved =
        new DrivenState(
            ID, "bob", "f".repeat(64), "10.0.0.9:1", "t", null, List.of(), Map.of(), CREATED);
    try (DrivenFolder opened = store.create(state(ID, CREATED))) {
      opened.save(moved);
      assertThat(opened.state()).isEqualTo(moved);
      assertThatThrownBy(() -> opened.save(state(OTHER, CREATED)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(store.list()).containsExactly(moved);
  }

  @Test
  void deletedTransferIsGoneWithAllItsFiles() throws Exception {
    try (DrivenFolder opened = store.create(state(ID, CREATED))) {
      Files.createDirectories(opened.folder().resolve("a/b"));
      Files.writeString(opened.folder().resolve("a/b/c"), "x");
      Path outside = Files.writeString(folder.resolve("outside"), "untouched");
      Files.createSymbolicLink(opened.folder().resolve("link"), folder);
      opened.delete();
      assertThat(outside).hasContent("untouched");
    }
    assertThat(store.list()).isEmpty();
    assertThat(store.open(ID)).isEmpty();
    assertThat(store.delete(ID)).isFalse();
    assertThat(folder.resolve("outgoing")).isEmptyDirectory();
    store.create(state(ID, CREATED)).close();
    assertThat(store.delete(ID)).isTrue();
    assertThat(folder.resolve("outgoing")).isEmptyDirectory();
  }

  @Test
  void halfDeletedTransferIsSweptUpAndOneInTheMakingIsNot() throws Exception {
    store.create(state(ID, CREATED)).close();
    Files.delete(folder.resolve("outgoing/" + ID + "/state.json"));
    try (DrivenFolder making = store.create(state(OTHER, CREATED))) {
      Files.delete(making.folder().resolve("state.json"));

      assertThat(store.list()).isEmpty();
      assertThat(folder.resolve("outgoing/" + ID)).doesNotExist();
      assertThat(making.folder()).exists();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "{\"id\":\"../../x\"}", "{\"id\":1}", "\u0000"})
  void damagedStateIsToldByNameAndHidesNoOther(String content) throws Exception {
    store.create(state(ID, CREATED)).close();
    store.create(state(OTHER, CREATED)).close();
    Files.writeString(folder.resolve("outgoing/" + ID + "/state.json"), content);

    assertThat(store.list()).extracting(DrivenState::id).containsExactly(OTHER);
    assertThatThrownBy(() -> store.open(ID))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(ID);
    assertThat(store.delete(ID)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../../../etc", "abc", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
  void whatIsNoIdBecomesNoFile(String id) {
    assertThatThrownBy(() -> store.open(id)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.delete(id)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> state(id, CREATED)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everythingIsForItsOwnerOnly() throws Exception {
    store.create(state(ID, CREATED)).close();
    Path own = folder.resolve("outgoing/" + ID);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(own.resolve("state.json"))))
        .isEqualTo("rw-------");
  }

  private static DrivenState state(String id, Instant created) {
    return new DrivenState(
        id,
        "bob",
        "0".repeat(64),
        "10.0.0.1:53317",
        "photos",
        null,
        List.of(new DrivenState.Root("/home/ann/photos", "photos")),
        Map.of("clash", "update"),
        created);
  }
}
