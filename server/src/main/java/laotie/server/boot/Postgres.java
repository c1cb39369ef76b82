package laotie.server.boot;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The built-in PostgreSQL 18 on a data folder that is kept. The library that unpacks and starts it is made
 * for tests: it turns durability off and trusts everybody on the machine. Both are put right here, and
 * {@code /q/health} refuses when they are not.
 */
public final class Postgres implements AutoCloseable {

  private static final Duration START_WAIT = Duration.ofSeconds(60);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);
  private static final int PASSWORD_BYTES = 24;
  private static final String USER = "postgres";
  private static final String HBA =
      """
      # Written at the first start. Only this machine, only with the password of the data folder.
      local all all reject
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128 scram-sha-256
      """;

  private final EmbeddedPostgres server;
  private final String password;
  private final Revival revival;

  private Postgres(EmbeddedPostgres server, String password, Revival revival) {
    this.server = server;
    this.password = password;
    this.revival = revival;
  }

  /** Starts on {@code dir}, making the cluster the first time; stops one that outlived its Java. */
  public static Postgres start(Path dir) {
    try {
      return open(dir.toAbsolutePath());
    } catch (IOException | SQLException fault) {
      throw new StartRefused("PostgreSQL did not start in " + dir + ": " + fault.getMessage());
    }
  }

  private static Postgres open(Path dir) throws IOException, SQLException {
    Path cluster = dir.resolve("postgres");
    stopOrphan(cluster);
    boolean isNew = !Files.exists(cluster.resolve("PG_VERSION")) || !Files.exists(dir.resolve("password"));
    if (isNew && Files.exists(cluster.resolve("PG_VERSION"))) {
      throw new StartRefused("the file " + dir.resolve("password") + " of the database is missing");
    }
    String password = isNew ? newPassword() : Files.readString(dir.resolve("password")).strip();
    EmbeddedPostgres.Builder builder = settings(dir, cluster);
    if (!isNew) {
      builder.setConnectConfig("password", password);
    }
    EmbeddedPostgres server = builder.start();
    Postgres postgres = new Postgres(server, password, Revival.of(dir));
    if (isNew) {
      postgres.lockDoor(dir, cluster);
    }
    return postgres;
  }

  private static EmbeddedPostgres.Builder settings(Path dir, Path cluster) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(cluster)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setOverrideWorkingDirectory(programs(dir).toFile())
        .setPGStartupWait(START_WAIT)
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setLocaleConfig("locale", "C.UTF-8")
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("wal_compression", "on")
        .setServerConfig("max_wal_size", "2GB")
        .setServerConfig("max_connections", "60")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        // A refused row is a person's text: the log names the fault, not the row.
        .setServerConfig("log_error_verbosity", "terse")
        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(dir.resolve("postgres.log").toFile()))
        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(dir.resolve("postgres.log").toFile()));
  }

  /** Where the programs are unpacked once: the user's cache, else the data folder. */
  private static Path programs(Path dir) {
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "laotie", "programs");
    try {
      return Files.createDirectories(cache);
    } catch (IOException notWritable) {
      return dir.resolve("programs");
    }
  }

  private void lockDoor(Path dir, Path cluster) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(url() + "?user=" + USER);
        Statement statement = connection.createStatement()) {
      statement.execute("alter user postgres password '" + password + "'");
      Path file = dir.resolve("password");
      Files.writeString(file, password);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(cluster.resolve("pg_hba.conf"), HBA);
      try (ResultSet row = statement.executeQuery("select pg_reload_conf()")) {
        row.next();
      }
    }
  }

  /**
   * Stops a server that goes on after its Java was killed. The process id in {@code postmaster.pid} may
   * have been given to another program since: it is only touched when it is a postgres on this folder.
   */
  private static void stopOrphan(Path cluster) throws IOException {
    Optional<ProcessHandle> orphan = postmaster(cluster);
    if (orphan.isEmpty()) {
      return;
    }
    try {
      // SIGINT is PostgreSQL's fast shutdown: it ends connections and writes a checkpoint.
      new ProcessBuilder("kill", "-INT", Long.toString(orphan.get().pid())).start().waitFor();
      orphan.get().onExit().get(STOP_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException stuck) {
      throw new StartRefused("a PostgreSQL from an earlier run does not stop: process " + orphan.get().pid());
    }
  }

  /** The process that serves {@code cluster}; empty when none does. */
  static Optional<ProcessHandle> postmaster(Path cluster) throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.size() < 2 || !lines.get(1).equals(cluster.toString())) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(process ->
        process.info().command().filter(command -> command.endsWith("postgres")).isPresent());
  }

  private static String newPassword() {
    byte[] chance = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(chance);
    return HexFormat.of().formatHex(chance);
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  @Override
  public void close() throws IOException {
    revival.close();
    server.close();
  }
}
