package dev.ferry.e2e;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The house's arrows: which package may know which. A package that is not listed here fails the
 * build, so a new one gets its arrows on the day it is made.
 */
class ArchitectureTest {

  /** Each package of the product, with the packages of Ferry it may use. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("platform", Set.of()),
          Map.entry("manifest", Set.of("platform")),
          Map.entry("identity", Set.of("platform", "store")),
          Map.entry("store", Set.of("platform")),
          Map.entry("payload", Set.of("platform", "manifest")),
          Map.entry("inbox", Set.of("platform", "manifest", "payload")),
          Map.entry(
              "transfer", Set.of("platform", "manifest", "payload", "inbox", "identity", "store")),
          Map.entry("json", Set.of()),
          Map.entry("preview", Set.of("manifest")),
          Map.entry("http", Set.of("transfer", "identity", "json")),
          Map.entry(
              "direct",
              Set.of(
                  "platform",
                  "manifest",
                  "payload",
                  "inbox",
                  "transfer",
                  "identity",
                  "json",
                  "http",
                  "preview")),
          Map.entry(
              "localsend",
              Set.of("manifest", "payload", "inbox", "transfer", "identity", "json", "http")),
          Map.entry(
              "peer",
              Set.of(
                  "platform",
                  "manifest",
                  "payload",
                  "inbox",
                  "transfer",
                  "identity",
                  "store",
                  "json",
                  "http",
                  "preview",
                  "direct",
                  "localsend")),
          Map.entry(
              "page",
              Set.of(
                  "manifest",
                  "payload",
                  "inbox",
                  "transfer",
                  "identity",
                  "store",
                  "json",
                  "http",
                  "direct",
                  "preview",
                  "peer")),
          Map.entry(
              "cli",
              Set.of(
                  "manifest",
                  "payload",
                  "inbox",
                  "transfer",
                  "identity",
                  "peer",
                  "preview",
                  "page")));

  /** Each package below the command line, with those beside it that it may use. */
  private static final Map<String, Set<String>> CLI_ARROWS =
      Map.of(
          "show", Set.of(),
          "reference", Set.of(),
          "view", Set.of("show"),
          "demo", Set.of("show"),
          "ask", Set.of("show", "view"),
          "shell", Set.of("show", "view", "ask"));

  /** Each package below the page, with those beside it that it may use. */
  private static final Map<String, Set<String>> PAGE_ARROWS =
      Map.of(
          "api", Set.of("guard", "files", "upload", "guest"),
          "client", Set.of(),
          "door", Set.of(),
          "files", Set.of("guard"),
          "guard", Set.of(),
          "guest", Set.of("guard", "files", "zip"),
          "upload", Set.of(),
          "zip", Set.of());

  /** The packages of module core: the engine. */
  private static final String[] CORE = {
    "dev.ferry.platform..",
    "dev.ferry.manifest..",
    "dev.ferry.payload..",
    "dev.ferry.inbox..",
    "dev.ferry.transfer..",
    "dev.ferry.identity..",
    "dev.ferry.store.."
  };

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .withImportOption(location -> !location.contains("testkit"))
          .importPackages("dev.ferry");

  static final List<String> packages = List.copyOf(ARROWS.keySet());
  static final List<String> cliPackages = List.copyOf(CLI_ARROWS.keySet());
  static final List<String> pagePackages = List.copyOf(PAGE_ARROWS.keySet());

  @ParameterizedTest
  @FieldSource("packages")
  void packageKnowsOnlyThoseItsArrowsPointTo(String name) {
    arrowsOf(name).check(PRODUCT);
  }

  @Test
  void everyPackageOfTheProductHasItsArrowsWrittenHere() {
    assertThat(PRODUCT)
        .extracting(ArchitectureTest::packageBelowFerry)
        .containsOnly(packages.toArray(String[]::new));
  }

  @ParameterizedTest
  @FieldSource("cliPackages")
  void packageOfTheCommandLineKnowsOnlyThoseItsArrowsPointTo(String name) {
    arrowsWithin("cli", name, CLI_ARROWS).check(PRODUCT);
  }

  @Test
  void everyPackageOfTheCommandLineHasItsArrowsWrittenHere() {
    assertThat(packagesBelow("cli")).containsExactlyInAnyOrderElementsOf(cliPackages);
  }

  @ParameterizedTest
  @FieldSource("pagePackages")
  void packageOfThePageKnowsOnlyThoseItsArrowsPointTo(String name) {
    arrowsWithin("page", name, PAGE_ARROWS).check(PRODUCT);
  }

  @Test
  void everyPackageOfThePageHasItsArrowsWrittenHere() {
    assertThat(packagesBelow("page")).containsExactlyInAnyOrderElementsOf(pagePackages);
  }

  @Test
  void peersKnowNothingOfHowTheirEventsAreWritten() {
    noClasses()
        .that(resideInAPackage("dev.ferry.peer"))
        .should()
        .dependOnClassesThat(resideInAPackage("dev.ferry.peer.events"))
        .check(PRODUCT);
  }

  @Test
  void packagesFormNoCycles() {
    SlicesRuleDefinition.slices()
        .matching("dev.ferry.(*)..")
        .should()
        .beFreeOfCycles()
        .check(PRODUCT);
  }

  @Test
  void engineKnowsNoHttpAndNoConsole() {
    coreMustNotUse(
            "org.eclipse.jetty..",
            "jakarta.servlet..",
            "org.apache.hc..",
            "java.net.http..",
            "com.sun.net.httpserver..",
            "picocli..",
            "org.jline..")
        .check(PRODUCT);
  }

  @Test
  void onlyTheCommandLineKnowsPicocliAndJline() {
    noClasses()
        .that(resideOutsideOfPackages("dev.ferry.cli.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("picocli..", "org.jline.."))
        .check(PRODUCT);
  }

  @Test
  void nobodyUsesTheJdksInsides() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("sun..", "com.sun.net.httpserver..", "jdk.internal.."))
        .check(PRODUCT);
  }

  @Test
  void onlyThePlatformPackageCallsNativeCode() {
    noClasses()
        .that(resideOutsideOfPackages("dev.ferry.platform.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.lang.foreign.."))
        .check(PRODUCT);
  }

  @Test
  void testkitKnowsNothingOfFerry() {
    JavaClasses testkit = new ClassFileImporter().importPackages("dev.ferry.testkit");
    noClasses()
        .that(resideInAPackage("dev.ferry.testkit.."))
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.ferry..")
                .and(DescribedPredicate.not(resideInAPackage("dev.ferry.testkit.."))))
        .check(testkit);
  }

  private static ArchRule arrowsOf(String name) {
    Set<String> allowed = requireNonNull(ARROWS.get(name));
    DescribedPredicate<JavaClass> forbidden =
        DescribedPredicate.describe(
            "are Ferry's, outside of " + name + " and " + allowed,
            type ->
                type.getPackageName().startsWith("dev.ferry.")
                    && !packageBelowFerry(type).equals(name)
                    && !allowed.contains(packageBelowFerry(type)));
    return noClasses()
        .that(resideInAPackage("dev.ferry." + name + ".."))
        .should()
        .dependOnClassesThat(forbidden);
  }

  /** Of the packages below one of the product's, where the package itself is its front. */
  private static ArchRule arrowsWithin(
      String parent, String name, Map<String, Set<String>> arrows) {
    String prefix = "dev.ferry." + parent;
    Set<String> allowed = requireNonNull(arrows.get(name));
    DescribedPredicate<JavaClass> forbidden =
        DescribedPredicate.describe(
            "are of " + prefix + ", outside of " + name + " and " + allowed,
            type -> {
              String other = type.getPackageName().replaceFirst("^" + prefix + "\\.?", "");
              return type.getPackageName().startsWith(prefix)
                  && !other.equals(name)
                  && !allowed.contains(other);
            });
    return noClasses()
        .that(resideInAPackage(prefix + "." + name))
        .should()
        .dependOnClassesThat(forbidden);
  }

  private static Set<String> packagesBelow(String parent) {
    String prefix = "dev.ferry." + parent + ".";
    return PRODUCT.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .collect(Collectors.toSet());
  }

  private static ArchRule coreMustNotUse(String... foreign) {
    return noClasses()
        .that(resideInAnyPackage(CORE))
        .should()
        .dependOnClassesThat(resideInAnyPackage(foreign));
  }

  private static String packageBelowFerry(JavaClass type) {
    String[] names = type.getPackageName().split("\\.", -1);
    return names.length > 2 ? names[2] : "";
  }
}
