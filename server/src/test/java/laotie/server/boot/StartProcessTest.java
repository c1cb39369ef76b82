package laotie.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged server starts, ends, and says in one line why it does not start. */
class StartProcessTest {

  private Path dir;

  @BeforeEach
  void makeFolder() throws IOException {
    dir = Files.createTempDirectory("laotie-start");
  }

  @AfterEach
  void eraseFolder() throws IOException {
    TestSquare.erase(dir);
  }

  @Test
  void stopsPostgresWithItselfAndStartsAgainOnTheSameData() throws IOException {
    try (ServerProcess first = ServerProcess.start(dir)) {
      assertThat(postgres()).isPresent();
      first.stop();
    }
    assertThat(postgres()).isEmpty();
    try (ServerProcess second = ServerProcess.start(dir)) {
      assertThat(second.process().isAlive()).isTrue();
    }
  }

  @Test
  void takesOverFromAPostgresThatOutlivedItsServer() throws IOException {
    ServerProcess killed = ServerProcess.start(dir);
    killed.kill();
    long orphan = postgres().orElseThrow().pid();
    try (ServerProcess next = ServerProcess.start(dir)) {
      assertThat(next.process().isAlive()).isTrue();
      assertThat(postgres().orElseThrow().pid()).isNotEqualTo(orphan);
    }
  }

  @Test
  void refusesASecondStartOnTheSameData() {
    try (ServerProcess first = ServerProcess.start(dir);
        ServerProcess second = ServerProcess.launch(dir)) {
      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(lastLine(second)).startsWith("laotie: another Laotie is running on the data in");
      assertThat(first.process().isAlive()).isTrue();
    }
  }

  @Test
  void refusesAnUnknownKey() {
    try (ServerProcess server = ServerProcess.launch(dir, "-Dlaotie.trade.holt=PT5M")) {
      assertThat(server.awaitEnd()).isEqualTo(1);
      assertThat(lastLine(server)).startsWith("laotie: ").contains("laotie.trade.holt");
    }
  }

  @Test
  void refusesATakenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerProcess server =
            ServerProcess.launch(dir, "-Dlaotie.video.rtmp-port=" + taken.getLocalPort())) {
      assertThat(server.awaitEnd()).isEqualTo(1);
      assertThat(lastLine(server)).contains("the RTMP port " + taken.getLocalPort() + " is taken");
    }
  }

  @Test
  void refusesAFullDisk() {
    try (ServerProcess server =
        ServerProcess.launch(dir, "-Dlaotie.data.free-megabytes-min=999999999")) {
      assertThat(server.awaitEnd()).isEqualTo(1);
      assertThat(lastLine(server)).startsWith("laotie: the disk of ");
    }
  }

  private Optional<ProcessHandle> postgres() throws IOException {
    Path pidFile = dir.resolve("postgres/postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()));
  }

  private static String lastLine(ServerProcess server) {
    List<String> lines = server.said().lines().toList();
    return lines.isEmpty() ? "" : lines.getLast();
  }
}
