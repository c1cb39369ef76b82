package laotie.server.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The built-in database of a server process, asked behind its back. */
public final class OwnDatabase {

  /** The line of {@code postmaster.pid} that holds the port. */
  private static final int PORT_LINE = 3;

  private OwnDatabase() {}

  /** A connection to the database of this data folder. */
  public static Connection open(Path dir) throws SQLException {
    try {
      List<String> lines = Files.readAllLines(dir.resolve("postgres").resolve("postmaster.pid"));
      return DriverManager.getConnection(
          "jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/postgres", "postgres",
          Files.readString(dir.resolve("password")).strip());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** The one number a statement answers. */
  public static long count(Path dir, String sql) throws SQLException {
    try (Connection connection = open(dir); PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
