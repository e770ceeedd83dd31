package dev.ferry.page.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {
  private static final Pattern ADDRESS = Pattern.compile("\"(/web/[^\"]+[^/\"])\"");
  private static final Pattern IMPORT =
      Pattern.compile("(?:from |import |import\\()'(\\.{1,2}/[^']+)'");

  private final Assets assets = Assets.ofOwner();

  @Test
  void everyFileThatThePageNamesIsThere() {
    List<String> named = ADDRESS.matcher(text("/")).results().map(match -> match.group(1)).toList();

    assertThat(named)
        .hasSizeGreaterThan(5)
        .allSatisfy(name -> assertThat(assets.find(name)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/web/owner/app.js", "/web/guest/app.js"})
  void everyModuleThatModulesOfAPageNameIsThere(String first) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(first));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (seen.add(name)) {
        assertThat(assets.find(name)).describedAs(name).isPresent();
        IMPORT
            .matcher(text(name))
            .results()
            .forEach(to -> open.push(URI.create(name).resolve(to.group(1)).getPath()));
      }
    }

    assertThat(seen)
        .hasSizeGreaterThan(10)
        .noneMatch(name -> first.contains("owner") && name.contains("/guest/"))
        .noneMatch(name -> first.contains("guest") && name.contains("/owner/"));
  }

  @Test
  void importMapIsTheOnlyScriptInThePageAndItsHashIsThatOfItsText() throws Exception {
    String page = text("/");
    String begin = "<script type=\"importmap\">";
    int start = page.indexOf(begin) + begin.length();
    String map = page.substring(start, page.indexOf("</script>", start));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(map.getBytes(StandardCharsets.UTF_8));

    assertThat(page.split("<script", -1)).hasSize(3);
    assertThat(page).doesNotContain("style=").doesNotContain("onload=");
    assertThat(assets.inlineScripts())
        .containsExactly("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/index.html",
        "/web/",
        "/web/../guard/Guard.class",
        "/web/owner/../index.html",
        "/web/owner//app.js",
        "/web/owner/app.js/",
        "/web/owner/app.js\0.html",
        "/web/lib/lit-html/../../x.js",
        "/web/lib/other/index.js",
        "/web/lib/lit-html",
        "/web/index.HTML",
        "/web/style",
      })
  void noOtherPathIsAFile(String path) {
    assertThat(assets.find(path)).isEmpty();
  }

  private String text(String path) {
    return new String(assets.find(path).orElseThrow().bytes(), StandardCharsets.UTF_8);
  }
}
