package laotie.server.prices;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import laotie.fact.Money;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Payer;
import laotie.prices.Coupon;
import laotie.prices.Coupon.Asks;
import laotie.prices.Coupon.Kind;
import laotie.prices.Coupon.Off;
import laotie.prices.Coupon.Term;
import laotie.server.http.Bodies;
import laotie.server.http.HttpReason;
import laotie.server.http.Ids;
import laotie.server.http.Page;
import laotie.server.http.Problem;
import laotie.server.prices.Coupons.Change;
import laotie.server.prices.Coupons.Maker;
import laotie.server.prices.Prices.CouponRow;

/**
 * A coupon as its maker writes it.
 *
 * @param hostId of a coupon of the platform that counts at one host only
 * @param code typed to get it; empty for one that everybody is offered
 * @param off an amount, for FIXED and THRESHOLD
 * @param percent for PERCENT, 1..100
 * @param cap the most a percentage takes off
 * @param threshold what the goods must cost
 * @param tier at least this to the host: FAN, LOYAL, LAOTIE, or FOLLOWER; absent for everybody
 * @param startsAt absent for now
 */
record CouponText(
    String hostId, String name, String code, Kind kind, Optional<Money> off, int percent,
    Optional<Money> cap, Optional<Money> threshold, boolean isRoomOnly, Relation tier,
    boolean isFirstOrder, Optional<Instant> startsAt, Instant endsAt, int usesMax,
    Optional<Integer> buyerMax) {

  private static final int NAME_MAX = 40;
  private static final int USES_MAX = 10_000_000;
  private static final long MINOR_MAX = 1_000_000_000;
  private static final Duration LASTS_MAX = Duration.ofDays(366);

  CouponText {
    hostId = Bodies.text(hostId);
    name = Bodies.text(name).strip();
    code = Codes.plain(Bodies.text(code));
    off = off == null ? Optional.empty() : off;
    cap = cap == null ? Optional.empty() : cap;
    threshold = threshold == null ? Optional.empty() : threshold;
    tier = tier == null ? Relation.STRANGER : tier;
    startsAt = startsAt == null ? Optional.empty() : startsAt;
    buyerMax = buyerMax == null ? Optional.empty() : buyerMax;
  }

  /** The coupon, or the first field that is wrong. */
  Coupon coupon(String ofHostId, Payer payer, Instant now) {
    requireName();
    return new Coupon(Ids.next("cpn"), ofHostId, name, checkedOff(),
        new Asks(isRoomOnly, tier, isFirstOrder),
        term(startsAt.orElse(now), buyerMax.orElse(1), now), payer);
  }

  /** What may change of a coupon that stands; what is left out stays. */
  Change change(CouponRow before) {
    requireName();
    Term term = term(startsAt.orElse(before.coupon().term().startsAt()),
        before.coupon().term().buyerMax(), Instant.EPOCH);
    return new Change(name, term.startsAt(), term.endsAt(), term.usesMax());
  }

  String checkedCode() {
    if (!code.isEmpty() && !Codes.isCode(code)) {
      throw Problem.field("/code", "4.." + Codes.LENGTH_MAX + " letters and digits");
    }
    return code;
  }

  private void requireName() {
    if (name.isEmpty() || name.codePointCount(0, name.length()) > NAME_MAX) {
      throw Problem.field("/name", "1.." + NAME_MAX + " characters");
    }
  }

  private Off checkedOff() {
    if (kind == null) {
      throw Problem.field("/kind", "FIXED, PERCENT or THRESHOLD");
    }
    Money amount = kind == Kind.PERCENT ? new Money(0, currency()) : off.orElseThrow(
        () -> Problem.field("/off", "what it takes off is needed"));
    if (kind != Kind.PERCENT) {
      requireWithin("/off/minor", amount.minor(), 1);
    } else if (percent < 1 || percent > 100) {
      throw Problem.field("/percent", "1..100");
    }
    long capMinor = kind == Kind.PERCENT ? cap.map(Money::minor).orElse(0L) : 0;
    long fromMinor = threshold.map(Money::minor).orElse(0L);
    requireWithin("/cap/minor", capMinor, 0);
    requireWithin("/threshold/minor", fromMinor, 0);
    if (kind == Kind.THRESHOLD && fromMinor <= amount.minor()) {
      throw Problem.field("/threshold/minor", "more than it takes off");
    }
    return new Off(kind, amount.minor(), kind == Kind.PERCENT ? percent : 0, capMinor, fromMinor,
        currency());
  }

  /** One currency for everything it says. */
  private Currency currency() {
    List<Money> said = Stream.of(off, cap, threshold).flatMap(Optional::stream).toList();
    if (said.stream().map(Money::currency).distinct().count() > 1) {
      throw Problem.field("/threshold/currency", "one currency for all amounts");
    }
    return said.isEmpty() ? Money.CNY : said.getFirst().currency();
  }

  private static void requireWithin(String pointer, long minor, long min) {
    if (minor < min || minor > MINOR_MAX) {
      throw Problem.field(pointer, min + ".." + MINOR_MAX);
    }
  }

  private Term term(Instant from, int eachMax, Instant now) {
    if (endsAt == null || !endsAt.isAfter(from) || !endsAt.isAfter(now)
        || from.plus(LASTS_MAX).isBefore(endsAt)) {
      throw Problem.field("/endsAt",
          "after its start, to come, and at most " + LASTS_MAX.toDays() + " days later");
    }
    if (usesMax < 1 || usesMax > USES_MAX) {
      throw Problem.field("/usesMax", "1.." + USES_MAX);
    }
    if (eachMax < 1 || eachMax > usesMax) {
      throw Problem.field("/buyerMax", "1.." + usesMax);
    }
    return new Term(from.truncatedTo(ChronoUnit.MICROS), endsAt.truncatedTo(ChronoUnit.MICROS), false,
        usesMax, eachMax);
  }

  /** One page of a maker's coupons. */
  static Page<Offers.CouponView> page(Coupons coupons, Maker maker, String after, int limit) {
    int size = Page.limit(limit);
    List<CouponRow> found = coupons.of(maker, new CouponStore.Slice(before(after), size + 1));
    boolean isMore = found.size() > size;
    List<CouponRow> shown = isMore ? found.subList(0, size) : found;
    return new Page<>(shown.stream().map(Offers::view).toList(),
        isMore ? Long.toString(shown.getLast().number(), 36) : "");
  }

  private static long before(String cursor) {
    try {
      return cursor.isEmpty() ? Long.MAX_VALUE : Long.parseLong(cursor, 36);
    } catch (NumberFormatException notOurs) {
      throw Problem.of(HttpReason.MALFORMED, "after is not a cursor of this list");
    }
  }
}
