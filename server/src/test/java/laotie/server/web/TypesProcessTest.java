package laotie.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The screens pass the type checker, which the bundler leaves out. It runs after packaging, when the bundler
 * has unpacked the libraries of the screens, and takes Node, which the product itself never needs.
 */
class TypesProcessTest {

  private static final String CHECKER = "typescript@5.9.3";
  private static final Path HOME = Path.of("target", "typescript").toAbsolutePath();
  private static final Path PROGRAM = HOME.resolve("node_modules/typescript/bin/tsc");
  private static final long RUN_SECONDS_MAX = 180;

  /** How a program ended and what it said. */
  private record Run(int exit, String said) {}

  private static Run run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    Thread watch = Thread.ofVirtual().start(() -> {
      try {
        if (!process.waitFor(RUN_SECONDS_MAX, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    });
    try (InputStream out = process.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), said);
    } finally {
      watch.interrupt();
    }
  }

  @BeforeAll
  static void findTheChecker() throws IOException, InterruptedException {
    if (Files.exists(PROGRAM)) {
      return;
    }
    Files.createDirectories(HOME);
    String why = "there is no npm";
    try {
      why = run(List.of("npm", "install", "--no-audit", "--no-fund", "--no-save", "--prefix",
          HOME.toString(), CHECKER)).said();
    } catch (IOException noProgram) {
      // Said below.
    }
    if (!Files.exists(PROGRAM)) {
      System.err.println("SKIPPED: the types of the screens are not checked: " + why.strip());
    }
    assumeTrue(Files.exists(PROGRAM), "no TypeScript: " + why);
  }

  private static Run check(Path config) throws IOException, InterruptedException {
    return run(List.of("node", PROGRAM.toString(), "--noEmit", "-p", config.toString()));
  }

  @Test
  void theScreensHaveNoTypeError() throws IOException, InterruptedException {
    Run run = check(Path.of("tsconfig.json"));
    assertThat(run.said()).isEmpty();
    assertThat(run.exit()).isZero();
  }

  @Test
  void aPlantedErrorIsFound(@TempDir Path dir) throws IOException, InterruptedException {
    Files.writeString(dir.resolve("wrong.ts"), "export const price: number = \"99\";\n");
    Path config = Files.writeString(dir.resolve("tsconfig.json"),
        "{\"compilerOptions\": {\"strict\": true, \"lib\": [\"ES2023\"], \"types\": []}}");
    Run run = check(config);
    assertThat(run.said()).contains("wrong.ts").contains("TS2322");
    assertThat(run.exit()).isNotZero();
  }
}
