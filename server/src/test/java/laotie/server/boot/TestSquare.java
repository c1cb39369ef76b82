package laotie.server.boot;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import laotie.server.payments.GatewaysSquare;

/**
 * A fresh data folder with a real PostgreSQL for tests of the running server, started as the product starts
 * it. Use: {@code @QuarkusTest @QuarkusTestResource(TestSquare.class)} (one for all tests of the run).
 */
public final class TestSquare implements QuarkusTestResourceLifecycleManager {

  private Path dir;
  private Postgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      dir = Files.createTempDirectory("laotie-test");
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    }
    postgres = Postgres.start(dir);
    Map<String, String> settings = new HashMap<>(GatewaysSquare.start());
    settings.putAll(Map.of(
        "laotie.data.dir", dir.toString(),
        "laotie.database.url", postgres.url(),
        "laotie.database.user", postgres.user(),
        "laotie.database.password", postgres.password(),
        "laotie.video.rtmp-port", "0",
        // The framework's tests never send: mails end in its mock mailbox.
        "laotie.notices.mail-from", "square@example.test"));
    return settings;
  }

  @Override
  public void stop() {
    GatewaysSquare.stop();
    try {
      postgres.close();
      erase(dir);
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** Deletes a folder with everything in it. */
  public static void erase(Path dir) throws IOException {
    Files.walkFileTree(
        dir,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException fault) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
