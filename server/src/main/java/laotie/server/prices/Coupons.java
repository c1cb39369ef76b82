package laotie.server.prices;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import laotie.fact.PricesFact.PricesSet;
import laotie.fact.TradeFact.Payer;
import laotie.prices.Coupon;
import laotie.prices.Coupon.Term;
import laotie.prices.PricesReason;
import laotie.server.fans.Fans;
import laotie.server.http.Problem;
import laotie.server.log.Database;
import laotie.server.log.DatabaseFault;
import laotie.server.log.Log;
import laotie.server.prices.Prices.Allowed;
import laotie.server.prices.Prices.CouponRow;
import laotie.server.prices.Prices.Holder;

/** Coupons as their makers write and end them, and as viewers get them. Uses are counted by the till. */
@Singleton
final class Coupons {

  /** Coupons of one maker that are not over. */
  static final int OPEN_MAX = 50;

  private static final String UNIQUE_VIOLATED = "23505";

  private final Database database;
  private final Log log;
  private final Shops shops;
  private final Fans fans;
  private final InstantSource clock;

  Coupons(Database database, Log log, Shops shops, Fans fans, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.shops = shops;
    this.fans = fans;
    this.clock = clock;
  }

  /** Who made it: a host, or the platform, whose coupons count at one host or at every one. */
  record Maker(String hostId, boolean isPlatform) {}

  CouponRow add(Coupon coupon, String code) {
    Instant now = now();
    try {
      database.write(connection -> {
        long open = CouponStore.openFor(connection, coupon.hostId(), now, 2 * OPEN_MAX).stream()
            .filter(row -> row.coupon().hostId().equals(coupon.hostId())).count();
        if (open >= OPEN_MAX) {
          throw Problem.of(PricesReason.PRICES_FULL, "at most " + OPEN_MAX + " coupons at a time",
              Map.of("max", OPEN_MAX));
        }
        CouponStore.add(connection, coupon, code, now);
        log.append(connection, now, List.of(new PricesSet(coupon.hostId())));
        return coupon;
      });
    } catch (DatabaseFault fault) {
      if (fault.sqlState().equals(UNIQUE_VIOLATED)) {
        throw Problem.field("/code", "another coupon has this code");
      }
      throw fault;
    }
    shops.forget(coupon.hostId());
    return one(coupon.couponId());
  }

  /** What may change once it is made; the uses by all never fall below what is promised. */
  record Change(String name, Instant startsAt, Instant endsAt, int usesMax) {}

  CouponRow edit(Maker maker, String couponId, Change change) {
    return change(maker, couponId, (row, now) -> {
      Term term = row.coupon().term();
      if (term.isEnded() || !now.isBefore(term.endsAt())) {
        throw Problem.of(PricesReason.PROMISE_ENDED, "coupon " + couponId + " is over");
      }
      long promised = (long) row.claims() * term.buyerMax();
      if (change.usesMax() < Math.max(promised, term.buyerMax())) {
        throw Problem.field("/usesMax", promised + " uses are promised already");
      }
      return new Renamed(change.name(), new Term(
          change.startsAt(), change.endsAt(), false, change.usesMax(), term.buyerMax()));
    });
  }

  /** Ends it, or takes the end back; a repeat changes nothing. */
  CouponRow setEnded(Maker maker, String couponId, boolean isEnded) {
    return change(maker, couponId, (row, now) -> {
      Term term = row.coupon().term();
      return new Renamed(row.coupon().name(),
          new Term(term.startsAt(), term.endsAt(), isEnded, term.usesMax(), term.buyerMax()));
    });
  }

  private record Renamed(String name, Term term) {}

  private interface Rule {
    Renamed decide(CouponRow row, Instant now);
  }

  private CouponRow change(Maker maker, String couponId, Rule rule) {
    Instant now = now();
    String hostId = database.write(connection -> {
      CouponRow row = lock(connection, couponId);
      if (!isOf(row, maker)) {
        throw Problem.notFound("coupon", couponId);
      }
      Renamed after = rule.decide(row, now);
      CouponStore.edit(connection, couponId, after.name(), after.term());
      log.append(connection, now, List.of(new PricesSet(row.coupon().hostId())));
      return row.coupon().hostId();
    });
    shops.forget(hostId);
    return one(couponId);
  }

  private static boolean isOf(CouponRow row, Maker maker) {
    boolean isPlatform = row.coupon().payer() == Payer.PLATFORM;
    return isPlatform == maker.isPlatform()
        && (isPlatform || row.coupon().hostId().equals(maker.hostId()));
  }

  /**
   * Gives the coupon to a viewer: from then on he is sure that he can use it while its time lasts. A repeat
   * changes nothing.
   *
   * @param code what he typed, or empty
   */
  CouponRow claim(String viewerId, String couponId, String code) {
    Instant now = now();
    CouponRow claimed = database.write(connection -> {
      CouponRow row = lock(connection, couponId);
      Holder holder = new Holder(couponId, viewerId);
      if (AllowanceStore.read(connection, List.of(holder)).containsKey(holder)) {
        return row;
      }
      requireClaimable(row, viewerId, code, now);
      int uses = row.coupon().term().buyerMax();
      AllowanceStore.save(connection, Map.of(holder, new Allowed(uses, 0, 0, uses)), now);
      CouponStore.saveClaims(connection, Map.of(couponId, row.claims() + 1));
      return new CouponRow(row.coupon(), row.code(), row.claims() + 1, row.number());
    });
    shops.forgetCoupons(claimed.coupon().hostId());
    return claimed;
  }

  private void requireClaimable(CouponRow row, String viewerId, String code, Instant now) {
    Coupon coupon = row.coupon();
    if (!row.code().isEmpty() && !row.hasCode(code)) {
      throw Problem.of(PricesReason.COUPON_UNKNOWN, "this coupon is got by its code");
    }
    Term term = coupon.term();
    if (term.isEnded() || !now.isBefore(term.endsAt())) {
      throw Problem.of(PricesReason.COUPON_NOT_OPEN, "coupon " + coupon.couponId() + " is over",
          Map.of("startsAt", term.startsAt(), "endsAt", term.endsAt()));
    }
    boolean isOfHost = !coupon.hostId().isEmpty();
    if (isOfHost && viewerId.equals(coupon.hostId())) {
      throw notForYou(coupon, "BUYER");
    }
    if (isOfHost && fans.relation(viewerId, coupon.hostId()).compareTo(coupon.asks().tier()) < 0) {
      throw notForYou(coupon, coupon.asks().tier().name());
    }
    if (!row.isLeft()) {
      throw Problem.of(PricesReason.COUPON_GONE,
          row.claims() + " buyers hold coupon " + coupon.couponId() + ", no more may");
    }
  }

  private static Problem notForYou(Coupon coupon, String needs) {
    return Problem.of(PricesReason.COUPON_NOT_FOR_YOU, "coupon " + coupon.couponId() + " needs " + needs,
        Map.of("needs", needs, "couponId", coupon.couponId()));
  }

  CouponRow one(String couponId) {
    return database.read(connection -> CouponStore.byId(connection, List.of(couponId))).stream().findFirst()
        .orElseThrow(() -> Problem.notFound("coupon", couponId));
  }

  private static CouponRow lock(Connection connection, String couponId) throws SQLException {
    return CouponStore.lock(connection, List.of(couponId)).stream().findFirst()
        .orElseThrow(() -> Problem.notFound("coupon", couponId));
  }

  List<CouponRow> of(Maker maker, CouponStore.Slice slice) {
    return database.read(connection -> maker.isPlatform()
        ? CouponStore.ofPlatform(connection, slice)
        : CouponStore.ofHost(connection, maker.hostId(), slice));
  }

  /** The coupons a viewer holds with what is left of each, the latest first. */
  Map<CouponRow, Allowed> ofViewer(String viewerId, int limit) {
    return database.read(connection -> {
      Map<Holder, Allowed> held = AllowanceStore.couponsOf(connection, viewerId, limit);
      Map<CouponRow, Allowed> found = new LinkedHashMap<>();
      Map<String, CouponRow> rows = new HashMap<>();
      CouponStore.byId(connection, held.keySet().stream().map(Holder::ofId).toList())
          .forEach(row -> rows.put(row.coupon().couponId(), row));
      held.forEach((holder, allowed) -> found.put(rows.get(holder.ofId()), allowed));
      return found;
    });
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
