package laotie.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path parent;

  @Test
  void nobodyElseMayLookIn() throws IOException {
    try (DataFolder folder = DataFolder.take(parent.resolve("shop"), 0)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.dir())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aDemoAndAShopDoNotShareAFolder() throws IOException {
    try (DataFolder folder = DataFolder.take(parent.resolve("shop"), 0)) {
      folder.keepFor(false);
      folder.keepFor(false);
      assertThatThrownBy(() -> folder.keepFor(true)).isInstanceOf(StartRefused.class)
          .hasMessageContaining("are those of a shop, not of a demo");
    }
  }
}
