package dev.ferry.page.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token for scripts is one file, for its owner alone. */
class ApiTokenTest {
  @TempDir private Path home;

  @Test
  void itIsMadeOnceAndForItsOwnerAlone() throws IOException {
    String token = ApiToken.in(home);
    assertThat(token).hasSizeGreaterThanOrEqualTo(43);
    assertThat(ApiToken.in(home)).isEqualTo(token);
    Path file = home.resolve(ApiToken.FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void oneThatOthersCanReadOrThatIsTooShortIsRefused() throws IOException {
    ApiToken.in(home);
    Path file = home.resolve(ApiToken.FILE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> ApiToken.in(home)).isInstanceOf(StoreException.class);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "short");
    assertThatThrownBy(() -> ApiToken.in(home)).isInstanceOf(StoreException.class);
  }
}
