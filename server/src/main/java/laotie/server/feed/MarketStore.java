package laotie.server.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import laotie.feed.PublicMarket;
import laotie.server.log.RowStore;

/** The rows of how exposures are sold, and of the public places of each day. */
final class MarketStore {

  // The greater of yesterday and of today so far is what today is counted on.
  private static final String MARKET =
      """
      select m.is_open, m.floor_minor, m.ceiling_percent, m.credit_minor,
             coalesce((select max(d.exposures) from feed_public_days d where d.day in (?, ?)), 0) as pool,
             coalesce((select d.sold from feed_public_days d where d.day = ?), 0) as sold
        from feed_market m
       where m.market_id = 1
      """;

  private static final String LOCK_MARKET =
      "select market_id from feed_market where market_id = 1 for update";

  private static final String BEGIN_DAY =
      """
      insert into feed_public_days (day, exposures, sold) values (?, 0, 0) on conflict (day) do nothing
      """;

  private static final String LOCK_DAY = "select day from feed_public_days where day = ? for update";

  private static final String ADD =
      """
      insert into feed_public_days (day, exposures, sold) values (?, ?, ?)
      on conflict (day) do update
         set exposures = feed_public_days.exposures + excluded.exposures,
             sold = feed_public_days.sold + excluded.sold
      """;

  private static final String SET =
      """
      update feed_market
         set is_open = ?, floor_minor = ?, ceiling_percent = ?, credit_minor = ?, edited_by = ?, edited_at = ?
       where market_id = 1
      """;

  private MarketStore() {}

  /**
   * The market and what a host may owe.
   *
   * @param creditMinor minor units beyond what is due to him that a host may book
   */
  record Terms(PublicMarket market, long creditMinor) {}

  static Terms terms(Connection connection, LocalDate today) throws SQLException {
    return RowStore.one(connection, MARKET, row -> new Terms(
        new PublicMarket(row.getBoolean("is_open"), row.getLong("floor_minor"),
            row.getInt("ceiling_percent"), row.getLong("pool"), row.getLong("sold")),
        row.getLong("credit_minor")), today, today.minusDays(1), today).orElseThrow();
  }

  /** One booking at a time, in all processes: what is available is looked at and used up. */
  static void lock(Connection connection) throws SQLException {
    RowStore.one(connection, LOCK_MARKET, row -> row.getInt(1));
  }

  /** One count of exposures at a time, in all processes: each has the price of its place. */
  static void lockDay(Connection connection, LocalDate day) throws SQLException {
    RowStore.change(connection, BEGIN_DAY, day);
    RowStore.one(connection, LOCK_DAY, row -> row.getObject(1), day);
  }

  /** More showings on public places, and how many of them were sold. */
  static void add(Connection connection, LocalDate day, long exposures, long sold) throws SQLException {
    RowStore.change(connection, ADD, day, exposures, sold);
  }

  /** Who set it to what, and when. */
  record Edit(boolean isOpen, long floorMinor, int ceilingPercent, long creditMinor, String editorId) {}

  static void set(Connection connection, Edit edit, Instant now) throws SQLException {
    RowStore.change(connection, SET, edit.isOpen(), edit.floorMinor(), edit.ceilingPercent(),
        edit.creditMinor(), edit.editorId(), now);
  }
}
