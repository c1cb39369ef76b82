package laotie.sim.days;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import laotie.fact.Fact;
import laotie.fact.Money;
import laotie.fact.Transfer;
import laotie.prices.Coupon;
import laotie.prices.FlashSale;
import laotie.prices.Freight;
import laotie.settlement.Payable;
import laotie.settlement.Shares;
import laotie.settlement.Terms;
import laotie.trade.Limit;
import laotie.trade.Payment;
import laotie.trade.Return;
import laotie.trade.Stock;

/** What survives the death of a process: every row of the trade. A step writes all of its rows or none. */
final class Books {

  /** A variant on the shelf, and how much of it was ever brought. */
  static final class Good {
    final String skuId;
    final String productId;
    final String hostId;
    long listMinor;
    long roomMinor;
    boolean isListed = true;
    long brought;

    Good(String skuId, String productId, String hostId, long listMinor) {
      this.skuId = skuId;
      this.productId = productId;
      this.hostId = hostId;
      this.listMinor = listMinor;
    }
  }

  /** A coupon, and how many buyers hold it. */
  static final class Held {
    Coupon coupon;
    int claims;

    Held(Coupon coupon) {
      this.coupon = coupon;
    }
  }

  /** Money that goes back to a buyer. */
  static final class Owed {
    final Transfer.Refund refund;
    final boolean isStrayed;
    int attempts;
    Instant nextAt;
    boolean isReturned;

    Owed(Transfer.Refund refund, boolean isStrayed, Instant now) {
      this.refund = refund;
      this.isStrayed = isStrayed;
      this.nextAt = now;
    }
  }

  /** A return and what became of its parcel. */
  static final class Request {
    final Row row;
    Return request;
    boolean isSent;
    boolean hasArrived;
    boolean isRestocked;

    Request(Row row, Return request) {
      this.row = row;
      this.request = request;
    }
  }

  /** A delivered order that waits for its settlement or has it. */
  static final class Settled {
    final Row row;
    final Terms terms;
    final Instant dueAt;
    Shares shares = Shares.NONE;
    int revision;
    boolean isTouched;

    Settled(Row row, Terms terms, Instant dueAt) {
      this.row = row;
      this.terms = terms;
      this.dueAt = dueAt;
    }
  }

  /** Money on its way to a host's bank. */
  static final class Payout {
    final String hostId;
    final long minor;
    State state = State.OPEN;

    enum State { OPEN, PAID, FAILED, BOUNCED }

    Payout(String hostId, long minor) {
      this.hostId = hostId;
      this.minor = minor;
    }
  }

  /** A shop and what its host agreed on. */
  record Shop(String hostId, Freight freight, Terms terms) {}

  final Map<String, Shop> shops = new TreeMap<>();
  final Map<String, Good> goods = new TreeMap<>();
  final Map<String, Limit> limits = new TreeMap<>();
  final Map<String, Stock> stock = new TreeMap<>();
  final Map<String, FlashSale> sales = new TreeMap<>();
  final Map<String, Long> returnedFromSale = new HashMap<>();
  final Map<String, Held> coupons = new TreeMap<>();
  final Map<String, Row> orders = new LinkedHashMap<>();
  final Map<String, String> keys = new HashMap<>();
  final Map<String, Payment> payments = new LinkedHashMap<>();
  final Map<String, Instant> startedAt = new HashMap<>();
  final Map<String, Owed> owed = new LinkedHashMap<>();
  final Map<String, Request> returns = new LinkedHashMap<>();
  final List<Fact> facts = new ArrayList<>();
  final List<Transfer> ledger = new ArrayList<>();
  final Map<String, Long> balances = new TreeMap<>();
  final Map<String, Settled> settled = new LinkedHashMap<>();
  final Map<String, Payout> payouts = new LinkedHashMap<>();
  final Map<String, List<Payable.Hold>> keptBack = new TreeMap<>();

  /** How far the settlement has read the facts. */
  int factsRead;

  private long numbers;

  /** A number nobody has had. */
  long next() {
    return ++numbers;
  }

  String id(String prefix) {
    return prefix + "_" + next();
  }

  void put(Collection<Stock> rows) {
    rows.forEach(row -> stock.put(row.skuId(), row));
  }

  void book(Transfer transfer) {
    ledger.add(transfer);
    for (Transfer.Entry entry : transfer.entries()) {
      balances.merge(purse(entry.purse(), entry.ownerId()), entry.amount().minor(), Math::addExact);
    }
  }

  long balance(Transfer.Purse purse, String ownerId) {
    return balances.getOrDefault(purse(purse, ownerId), 0L);
  }

  private static String purse(Transfer.Purse purse, String ownerId) {
    return purse + " " + ownerId;
  }

  /** Promises money to a buyer. */
  void owe(Transfer.Refund refund, boolean isStrayed, Instant now) {
    owed.put(refund.refundId(), new Owed(refund, isStrayed, now));
  }

  Money cny(long minor) {
    return Money.cny(minor);
  }
}
