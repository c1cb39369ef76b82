package laotie.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import laotie.fact.Cursor;
import laotie.fact.Fact;
import laotie.fact.PeopleFact.HostOpened;
import laotie.fact.PeopleFact.AccountRegistered;
import laotie.server.boot.Postgres;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log on a real PostgreSQL, with the interleavings that lose rows elsewhere. */
class LogTest {

  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static Path dir;
  private static Postgres postgres;

  @BeforeAll
  static void startPostgres() throws Exception {
    dir = Files.createTempDirectory("laotie-log");
    postgres = Postgres.start(dir);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(schema());
    }
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
    TestSquare.erase(dir);
  }

  @BeforeEach
  void emptyLog() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate log, flood, log_epochs, log_cursors");
      LogStore.epoch(connection);
    }
  }

  static String schema() throws java.io.IOException {
    return Files.readString(Path.of("src/main/resources/db/V001__log.sql"));
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
  }

  @Test
  void aPlainIdReaderLosesTheRowThatCommitsLateAndOursDoesNot() throws SQLException {
    try (Connection slow = connect();
        Connection fast = connect();
        Connection reader = connect()) {
      slow.setAutoCommit(false);
      append(slow, new HostOpened("acc_slow"));
      append(fast, new HostOpened("acc_fast"));

      List<String> plain = plainRead(reader, 0);
      long plainCursor = lastId(reader);
      LogStore.Batch early = LogStore.read(reader, Source.LOG, Cursor.START, 1, 100);
      slow.commit();
      plain.addAll(plainRead(reader, plainCursor));
      LogStore.Batch late = LogStore.read(reader, Source.LOG, early.last(), 1, 100);

      assertThat(plain).as("the plain reader").containsExactly("acc_fast");
      assertThat(keys(early)).as("ours, while the first is not committed").isEmpty();
      assertThat(keys(late)).as("ours").containsExactly("acc_slow", "acc_fast");
    }
  }

  /** With statistics the planner once expected one row and sorted all that was left for every batch. */
  @Test
  void aLongBacklogIsReadAlongTheIndexAndNotSorted() throws SQLException {
    try (Connection connection = connect(); Statement statement = connection.createStatement()) {
      statement.execute("""
          insert into flood (epoch, type, area, key, at, body)
          select 1, 'Liked', 'live', 'show', now(), '{}' from generate_series(1, 60000)""");
      statement.execute("analyze flood");
      List<String> plan = new ArrayList<>();
      try (PreparedStatement explain =
          connection.prepareStatement("explain " + LogStore.READ.formatted("flood"))) {
        explain.setInt(1, 1);
        explain.setString(2, "1");
        explain.setLong(3, 0);
        explain.setInt(4, 1);
        explain.setObject(5, NOON.minusSeconds(86_400).atOffset(ZoneOffset.UTC));
        explain.setInt(6, 5_000);
        try (ResultSet row = explain.executeQuery()) {
          while (row.next()) {
            plan.add(row.getString(1).strip());
          }
        }
      }
      assertThat(plan).noneMatch(line -> line.contains("Sort  (cost"));
      assertThat(plan).anyMatch(line -> line.contains("Index Scan using flood_"));
    }
  }

  @Test
  void readsInBatchesWithoutGapOrRepeat() throws SQLException {
    try (Connection connection = connect()) {
      for (int i = 0; i < 25; i++) {
        append(connection, new HostOpened("acc_" + i));
      }
      List<String> read = new ArrayList<>();
      Cursor cursor = Cursor.START;
      while (true) {
        LogStore.Batch batch = LogStore.read(connection, Source.LOG, cursor, 1, 7);
        if (batch.rows() == 0) {
          break;
        }
        read.addAll(keys(batch));
        cursor = batch.last();
      }
      assertThat(read).hasSize(25).doesNotHaveDuplicates();
    }
  }

  @Test
  void whatOneReaderReadTheOthersTakeFromMemory() throws SQLException {
    try (Connection connection = connect()) {
      for (int i = 0; i < 5; i++) {
        append(connection, new HostOpened("acc_" + i));
      }
      Recent recent = new Recent(1);
      LogStore.Batch first = recent.read(connection, Source.LOG, Cursor.START, 100);
      append(connection, new HostOpened("acc_5"));
      truncate(connection);

      LogStore.Batch some = recent.read(connection, Source.LOG, Cursor.START, 3);
      LogStore.Batch rest = recent.read(connection, Source.LOG, some.last(), 3);

      assertThat(keys(first)).containsExactly("acc_0", "acc_1", "acc_2", "acc_3", "acc_4");
      assertThat(keys(some)).containsExactly("acc_0", "acc_1", "acc_2");
      assertThat(keys(rest)).containsExactly("acc_3", "acc_4");
      assertThat(rest.last()).isEqualTo(first.last());
      assertThat(recent.read(connection, Source.LOG, rest.last(), 3).rows()).isZero();
    }
  }

  @Test
  void whoIsFarBehindReadsTheTable() throws SQLException {
    try (Connection connection = connect()) {
      for (int i = 0; i < 5; i++) {
        append(connection, new HostOpened("acc_" + i));
      }
      Recent recent = new Recent(1, 3);
      Cursor second = recent.read(connection, Source.LOG, Cursor.START, 2).last();
      recent.read(connection, Source.LOG, second, 100);

      assertThat(keys(recent.read(connection, Source.LOG, Cursor.START, 100))).hasSize(5);
      truncate(connection);
      assertThat(keys(recent.read(connection, Source.LOG, Cursor.START, 100))).as("the table").isEmpty();
      assertThat(keys(recent.read(connection, Source.LOG, second, 100))).as("memory")
          .containsExactly("acc_2", "acc_3", "acc_4");
    }
  }

  @Test
  void aReaderAheadOfMemoryMovesItOn() throws SQLException {
    try (Connection connection = connect()) {
      append(connection, new HostOpened("acc_0"));
      Cursor ahead = LogStore.read(connection, Source.LOG, Cursor.START, 1, 100).last();
      append(connection, new HostOpened("acc_1"));
      Recent recent = new Recent(1);

      assertThat(keys(recent.read(connection, Source.LOG, ahead, 100))).containsExactly("acc_1");
      assertThat(keys(recent.read(connection, Source.LOG, Cursor.START, 100)))
          .containsExactly("acc_0", "acc_1");
    }
  }

  @Test
  void memoryPassesOverAFactOfAnotherVersion() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      append(connection, new HostOpened("acc_0"));
      statement.execute(
          """
          insert into log (epoch, type, area, key, at, body)
          values (1, 'NotYetKnown', 'people', 'k', now(), '{}')
          """);
      Recent recent = new Recent(1);
      Cursor end = recent.read(connection, Source.LOG, Cursor.START, 100).last();
      LogStore.Batch known = recent.read(connection, Source.LOG, Cursor.START, 1);

      assertThat(keys(known)).containsExactly("acc_0");
      assertThat(known.last()).isEqualTo(end);
    }
  }

  private static void truncate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("truncate log");
    }
  }

  @Test
  void readsFactsWrittenAfterADumpWasRestoredInAYoungerCluster() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      // The restored rows carry transaction numbers far above those the new cluster gives.
      statement.execute("update log_epochs set system_identifier = 'the old cluster'");
      statement.execute(
          """
          insert into log (epoch, tx, type, area, key, at, body)
          values (1, '900000000', 'HostOpened', 'people', 'acc_old', now(), '{"hostId": "acc_old"}')
          """);
      Cursor folded = new Cursor(1, 900_000_000, lastId(connection), Instant.now());

      int epoch = LogStore.epoch(connection);
      LogStore.append(
          connection, Source.LOG, epoch, List.of(new LogStore.Stamped(NOON, new HostOpened("acc_new"))));

      assertThat(epoch).isEqualTo(2);
      assertThat(keys(LogStore.read(connection, Source.LOG, folded, epoch, 100))).containsExactly("acc_new");
      assertThat(LogStore.epoch(connection)).as("the same cluster raises nothing").isEqualTo(2);
    }
  }

  @Test
  void skipsAFactOfAnotherVersionAndGoesOn() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into log (epoch, type, area, key, at, body)
          values (1, 'NotYetKnown', 'people', 'k', now(), '{}')
          """);
      append(connection, new HostOpened("acc_after"));

      LogStore.Batch batch = LogStore.read(connection, Source.LOG, Cursor.START, 1, 100);

      assertThat(keys(batch)).containsExactly("acc_after");
      assertThat(batch.rows()).isEqualTo(2);
    }
  }

  @Test
  void givesBackWhatItWasGiven() throws SQLException {
    try (Connection connection = connect()) {
      Fact fact = new AccountRegistered("acc_1", true, false);
      append(connection, fact);
      LogStore.Batch batch = LogStore.read(connection, Source.LOG, Cursor.START, 1, 100);
      assertThat(batch.facts()).singleElement().satisfies(
          recorded -> {
            assertThat(recorded.fact()).isEqualTo(fact);
            assertThat(recorded.at()).isEqualTo(NOON);
          });
    }
  }

  @Test
  void rowBytesArriveAsTheyWereGiven() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create temp table every_type "
          + "(a text, b bigint, c int, d bytea, e timestamptz, f jsonb)");
      RowBytes rows = new RowBytes(6);
      String word = "红色连衣裙 👗".repeat(2_000);
      rows.row().text(word).bigint(Long.MIN_VALUE + 7).integer(-3).bytes(new byte[] {0, -1, 9})
          .instant(Instant.parse("1999-12-31T23:59:59.123456789Z")).json("{\"a\": [1, \"é\"]}");
      rows.row().text("").bigint(0).integer(Integer.MAX_VALUE).bytes(new byte[0])
          .instant(NOON).json("{}");
      rows.write(connection, "copy every_type (a, b, c, d, e, f) from stdin (format binary)");

      try (ResultSet row = statement.executeQuery("select a, b, c, d, e, f from every_type order by c")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString("a")).isEqualTo(word);
        assertThat(row.getLong("b")).isEqualTo(Long.MIN_VALUE + 7);
        assertThat(row.getInt("c")).isEqualTo(-3);
        assertThat(row.getBytes("d")).containsExactly(0, -1, 9);
        assertThat(row.getTimestamp("e").toInstant()).isEqualTo("1999-12-31T23:59:59.123456Z");
        assertThat(row.getString("f")).isEqualTo("{\"a\": [1, \"é\"]}");
        assertThat(row.next()).isTrue();
        assertThat(row.getTimestamp("e").toInstant()).isEqualTo(NOON);
        assertThat(row.next()).isFalse();
      }
    }
  }

  @Test
  void rowBytesRefuseRowsOfAnotherLength() throws SQLException {
    try (Connection connection = connect()) {
      RowBytes few = new RowBytes(2);
      few.row().text("a");
      assertThatThrownBy(few::row).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> few.write(connection, "copy log from stdin (format binary)"))
          .isInstanceOf(IllegalStateException.class);
      RowBytes many = new RowBytes(1).row().text("a");
      assertThatThrownBy(() -> many.text("b")).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aRowTheTableRefusesLeavesTheConnectionUsable() throws SQLException {
    try (Connection connection = connect()) {
      RowBytes wrong = new RowBytes(2);
      wrong.row().integer(1).text("the second column is no number");
      assertThatThrownBy(() -> wrong.write(
          connection, "copy log_epochs (epoch, began_at) from stdin (format binary)"))
          .isInstanceOf(SQLException.class);
      append(connection, new HostOpened("acc_after"));
      assertThat(keys(LogStore.read(connection, Source.LOG, Cursor.START, 1, 100)))
          .containsExactly("acc_after");
    }
  }

  @Test
  void everyRowFindsAPartitionOfItsOwn() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      append(connection, new HostOpened("acc_1"));
      LogStore.ensurePartitions(connection);
      try (ResultSet row = statement.executeQuery("select count(*) from log_rest")) {
        row.next();
        assertThat(row.getInt(1)).isZero();
      }
    }
  }

  private static void append(Connection connection, Fact fact) throws SQLException {
    LogStore.append(connection, Source.LOG, 1, List.of(new LogStore.Stamped(NOON, fact)));
  }

  private static List<String> keys(LogStore.Batch batch) {
    return batch.facts().stream().map(recorded -> recorded.fact().key()).toList();
  }

  private static List<String> plainRead(Connection connection, long after) throws SQLException {
    List<String> keys = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement("select key from log where id > ? order by id")) {
      select.setLong(1, after);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          keys.add(row.getString(1));
        }
      }
    }
    return keys;
  }

  private static long lastId(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select coalesce(max(id), 0) from log")) {
      row.next();
      return row.getLong(1);
    }
  }
}
