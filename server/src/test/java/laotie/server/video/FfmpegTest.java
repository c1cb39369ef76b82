package laotie.server.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class FfmpegTest {

  @TempDir private Path dir;

  @Test
  void theBundledOneIsCopiedOutOnceAndEncodes() throws Exception {
    Path home = dir.resolve("ffmpeg");
    Ffmpeg.Program program = new Ffmpeg(Optional.empty(), home).find().orElseThrow();
    assertThat(program.source()).isEqualTo(Ffmpeg.Source.BUNDLED);
    Path picture = dir.resolve("a.mp4");
    Process process = program.command(List.of("-loglevel", "error", "-f", "lavfi", "-i",
        "testsrc=size=64x64:rate=5:duration=1", "-c:v", "libopenh264", "-pix_fmt", "yuv420p",
        picture.toString())).inheritIO().start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(Files.size(picture)).isPositive();
    var copied = Files.getLastModifiedTime(home.resolve("ffmpeg"));
    assertThat(new Ffmpeg(Optional.empty(), home).find()).contains(program);
    assertThat(Files.getLastModifiedTime(home.resolve("ffmpeg"))).isEqualTo(copied);
  }

  @Test
  void theConfiguredOneComesFirst() {
    Path system = Path.of("/usr/bin/ffmpeg");
    Assumptions.assumeTrue(Files.isExecutable(system), "no ffmpeg of the system here");
    assertThat(new Ffmpeg(Optional.of(system), dir).find()).get()
        .extracting(Ffmpeg.Program::source).isEqualTo(Ffmpeg.Source.CONFIGURED);
  }

  @Test
  void aConfiguredOneThatDoesNotRunIsPassedOver() {
    assertThat(new Ffmpeg(Optional.of(dir.resolve("none")), dir.resolve("ffmpeg")).find()).get()
        .extracting(Ffmpeg.Program::source).isNotEqualTo(Ffmpeg.Source.CONFIGURED);
  }
}
