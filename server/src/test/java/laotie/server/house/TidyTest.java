package laotie.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes, names and pages are as STYLE.md says, and each check fails on a planted violation. */
class TidyTest {

  private static final Tidy HOUSE = new Tidy(Path.of(".."));

  @TempDir private Path planted;

  @Test
  void filesAndLinesAreShort() {
    assertThat(HOUSE.sizes()).isEmpty();
  }

  @Test
  void namesSaySomething() {
    assertThat(HOUSE.bannedNames()).isEmpty();
  }

  @Test
  void everyReasonHasItsPage() {
    assertThat(HOUSE.reasonsWithoutPage()).isEmpty();
  }

  @Test
  void everyAreaHasItsPage() {
    assertThat(HOUSE.areasWithoutPage()).isEmpty();
  }

  @Test
  void everyMessageStandsInBothLanguages() {
    assertThat(HOUSE.messagesWithoutTwin()).isEmpty();
  }

  @Test
  void methodsAreShort() {
    assertThat(HOUSE.longMethods()).isEmpty();
  }

  @Test
  void parametersAreFew() {
    assertThat(HOUSE.longParameterLists()).isEmpty();
  }

  @Test
  void everyPublicTypeSaysWhatItIs() {
    assertThat(HOUSE.typesWithoutWords()).isEmpty();
  }

  @Test
  void everyColourIsAToken() {
    assertThat(HOUSE.rawColours()).isEmpty();
  }

  @Test
  void noTestSleeps() {
    assertThat(HOUSE.sleepingTests()).isEmpty();
  }

  @Test
  void everyLinkLeadsSomewhereAndEveryDecisionIsListed() {
    assertThat(HOUSE.brokenLinks()).isEmpty();
  }

  @Test
  void everyCheckFailsWhereItIsBrokenOnPurpose() throws IOException {
    plant("core/src/main/java/laotie/oddity/util/ThingHelper.java", "// x\n".repeat(501));
    plant("core/src/main/java/laotie/oddity/Wide.java", "// " + "x".repeat(110));
    plant("core/src/main/java/laotie/oddity/OddReason.java", "enum OddReason {\n  NEVER_HEARD(409);\n}\n");
    plant("server/src/main/resources/web/app/odd/messages.zh-CN.json", "{\n  \"odd.a\": \"一\"\n}\n");
    plant("server/src/main/resources/web/app/odd/messages.en.json", "{\n  \"odd.b\": \"one\"\n}\n");
    Tidy tidy = new Tidy(planted);

    assertThat(tidy.sizes()).hasSize(2);
    assertThat(tidy.bannedNames()).hasSize(2);
    assertThat(tidy.reasonsWithoutPage()).hasSize(1);
    assertThat(tidy.areasWithoutPage()).hasSize(2);
    assertThat(tidy.messagesWithoutTwin()).hasSize(2);
  }

  @Test
  void everyCheckOfCodeFailsWhereItIsBrokenOnPurpose() throws IOException {
    plant("core/src/main/java/laotie/oddity/Odd.java", """
        /** Said. */
        @Deprecated
        public class Odd {
          public record Unsaid() {}

          void five(int a, Map<String, Map<Integer, Long>> b, int c, int d, int e) {}

          static void six(int a, Map<String, Long> b, int c,
              int d, int e, int f) throws IOException {
            call(1, 2, 3, 4, 5, 6);
        %s  }
        }
        """.formatted("    call();\n".repeat(60)));
    plant("core/src/test/java/laotie/oddity/OddTest.java", "class OddTest {\n    Thread.sleep(1);\n}\n");
    plant("server/src/main/resources/web/app/design/tokens.css", ":root {\n  --a: #fff;\n}\n");
    plant("server/src/main/resources/web/app/odd/odd.css", ".a {\n  color: #fff;\n  top: var(--a);\n}\n");
    plant("server/src/main/resources/web/app/odd/odd.ts",
        "this.#add();\nconst a = \"#ffffff\";\nconst b = `rgb(1 2 3)`;\n");
    plant("docs/decisions/0001-odd.md", "[here](0001-odd.md), [gone](../gone.md), [web](https://a.example)");
    Tidy tidy = new Tidy(planted);

    assertThat(tidy.longMethods()).hasSize(1);
    assertThat(tidy.longParameterLists()).singleElement().asString().contains("six has 6");
    assertThat(tidy.typesWithoutWords()).singleElement().asString().contains("Odd.java:4");
    assertThat(tidy.rawColours()).hasSize(3);
    assertThat(tidy.sleepingTests()).hasSize(1);
    assertThat(tidy.brokenLinks()).hasSize(2);
  }

  private void plant(String path, String text) throws IOException {
    Path file = planted.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
