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

  private void plant(String path, String text) throws IOException {
    Path file = planted.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
