package laotie.server.prices;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Payer;
import laotie.prices.Coupon;
import laotie.prices.Coupon.Asks;
import laotie.prices.Coupon.Kind;
import laotie.prices.Coupon.Off;
import laotie.prices.Coupon.Term;
import laotie.server.log.Columns;
import laotie.server.prices.Prices.CouponRow;

/** The rows of coupons. */
final class CouponStore {

  private static final String COLUMNS =
      """
      select coupon_id, number, host_id, name, code, kind, off_minor, off_percent, cap_minor, threshold_minor,
             currency, is_room_only, tier, is_first_order, starts_at, ends_at, is_ended, uses_max, buyer_max,
             claims, payer
        from prices_coupons
      """;

  private static final String BY_ID = COLUMNS + " where coupon_id = any(?)";

  private static final String LOCK = BY_ID + " order by coupon_id for update";

  private static final String BY_CODE =
      COLUMNS + " where code = ? and code <> '' and host_id in (?, '') order by host_id desc limit 1";

  private static final String OF_HOST =
      COLUMNS + " where host_id = ? and number < ? order by number desc limit ?";

  private static final String OF_PLATFORM =
      COLUMNS + " where payer = 'PLATFORM' and number < ? order by number desc limit ?";

  private static final String OPEN_FOR_HOST = COLUMNS
      + " where host_id in (?, '') and not is_ended and ends_at > ? order by number desc limit ?";

  private static final String ADD =
      """
      insert into prices_coupons (coupon_id, host_id, name, code, kind, off_minor, off_percent, cap_minor,
             threshold_minor, currency, is_room_only, tier, is_first_order, starts_at, ends_at, uses_max,
             buyer_max, payer, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String EDIT =
      """
      update prices_coupons
         set name = ?, starts_at = ?, ends_at = ?, uses_max = ?, is_ended = ?
       where coupon_id = ?
      """;

  private static final String SAVE_CLAIMS =
      """
      update prices_coupons
         set claims = n.claims
        from unnest(?::text[], ?::int[]) as n (coupon_id, claims)
       where prices_coupons.coupon_id = n.coupon_id
      """;

  private CouponStore() {}

  /** A part of a list: coupons with smaller numbers, the newest first. */
  record Slice(long before, int limit) {}

  static List<CouponRow> byId(Connection connection, Collection<String> ids) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BY_ID)) {
      select.setArray(1, connection.createArrayOf("text", ids.toArray()));
      return rows(select);
    }
  }

  /** Locks them in the order of their ids. */
  static List<CouponRow> lock(Connection connection, Collection<String> ids) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setArray(1, connection.createArrayOf("text", ids.toArray()));
      return rows(select);
    }
  }

  /** The host's own coupon of this code, or else the platform's. */
  static Optional<CouponRow> byCode(Connection connection, String hostId, String code) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BY_CODE)) {
      select.setString(1, code);
      select.setString(2, hostId);
      return rows(select).stream().findFirst();
    }
  }

  static List<CouponRow> ofHost(Connection connection, String hostId, Slice slice) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_HOST)) {
      select.setString(1, hostId);
      select.setLong(2, slice.before());
      select.setInt(3, slice.limit());
      return rows(select);
    }
  }

  static List<CouponRow> ofPlatform(Connection connection, Slice slice) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OF_PLATFORM)) {
      select.setLong(1, slice.before());
      select.setInt(2, slice.limit());
      return rows(select);
    }
  }

  /** The host's own and those of every host that are not over, the newest first. */
  static List<CouponRow> openFor(Connection connection, String hostId, Instant now, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OPEN_FOR_HOST)) {
      select.setString(1, hostId);
      select.setObject(2, now.atOffset(ZoneOffset.UTC));
      select.setInt(3, limit);
      return rows(select);
    }
  }

  static void add(Connection connection, Coupon coupon, String code, Instant now) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setString(1, coupon.couponId());
      insert.setString(2, coupon.hostId());
      insert.setString(3, coupon.name());
      insert.setString(4, code);
      insert.setString(5, coupon.off().kind().name());
      insert.setLong(6, coupon.off().minor());
      insert.setInt(7, coupon.off().percent());
      insert.setLong(8, coupon.off().capMinor());
      insert.setLong(9, coupon.off().thresholdMinor());
      insert.setString(10, coupon.off().currency().getCurrencyCode());
      insert.setBoolean(11, coupon.asks().isRoomOnly());
      insert.setString(12, coupon.asks().tier().name());
      insert.setBoolean(13, coupon.asks().isFirstOrder());
      insert.setObject(14, coupon.term().startsAt().atOffset(ZoneOffset.UTC));
      insert.setObject(15, coupon.term().endsAt().atOffset(ZoneOffset.UTC));
      insert.setInt(16, coupon.term().usesMax());
      insert.setInt(17, coupon.term().buyerMax());
      insert.setString(18, coupon.payer().name());
      insert.setObject(19, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  static void edit(Connection connection, String couponId, String name, Term term) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(EDIT)) {
      update.setString(1, name);
      update.setObject(2, term.startsAt().atOffset(ZoneOffset.UTC));
      update.setObject(3, term.endsAt().atOffset(ZoneOffset.UTC));
      update.setInt(4, term.usesMax());
      update.setBoolean(5, term.isEnded());
      update.setString(6, couponId);
      update.executeUpdate();
    }
  }

  /** How many buyers hold each of these coupons now. */
  static void saveClaims(Connection connection, Map<String, Integer> claims) throws SQLException {
    Columns columns = new Columns("text", "int");
    claims.forEach(columns::add);
    columns.run(connection, SAVE_CLAIMS);
  }

  private static List<CouponRow> rows(PreparedStatement select) throws SQLException {
    List<CouponRow> found = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        Off off = new Off(Kind.valueOf(row.getString("kind")), row.getLong("off_minor"),
            row.getInt("off_percent"), row.getLong("cap_minor"), row.getLong("threshold_minor"),
            Currency.getInstance(row.getString("currency")));
        Asks asks = new Asks(row.getBoolean("is_room_only"), Relation.valueOf(row.getString("tier")),
            row.getBoolean("is_first_order"));
        Term term = new Term(row.getTimestamp("starts_at").toInstant(),
            row.getTimestamp("ends_at").toInstant(), row.getBoolean("is_ended"), row.getInt("uses_max"),
            row.getInt("buyer_max"));
        found.add(new CouponRow(new Coupon(row.getString("coupon_id"), row.getString("host_id"),
            row.getString("name"), off, asks, term, Payer.valueOf(row.getString("payer"))),
            row.getString("code"), row.getInt("claims"), row.getLong("number")));
      }
    }
    return found;
  }
}
