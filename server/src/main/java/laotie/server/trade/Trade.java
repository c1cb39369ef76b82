package laotie.server.trade;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import laotie.fact.Decision;
import laotie.fact.Money;
import laotie.fact.TradeFact;
import laotie.fact.TradeFact.GoodsRestocked;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderCancelled;
import laotie.fact.TradeFact.OrderClosed;
import laotie.fact.TradeFact.OrderDelivered;
import laotie.fact.TradeFact.OrderExpired;
import laotie.fact.TradeFact.OrderPacked;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderPlaced;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.TradeFact.OrderShipped;
import laotie.fact.TradeFact.PaymentDeclined;
import laotie.fact.TradeFact.PaymentReturned;
import laotie.fact.TradeFact.ReturnAnswered;
import laotie.fact.TradeFact.ReturnAsked;
import laotie.fact.TradeFact.ReturnClosed;
import laotie.fact.TradeFact.ReturnEscalated;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Purse;
import laotie.server.goods.Goods;
import laotie.server.goods.Goods.SkuForSale;
import laotie.server.goods.Goods.StockRow;
import laotie.server.log.Database;
import laotie.server.log.Log.Happened;
import laotie.server.trade.Command.LineText;
import laotie.trade.Notice;
import laotie.trade.OrderStatus;
import laotie.trade.PaymentStatus;
import laotie.trade.Standing;

/** The door of trade for the program itself: buyers' standing, parcels in bulk, and the orders of a past. */
@Singleton
public final class Trade {

  private final Goods goods;
  private final BuyerStandings standings;
  private final Dispatch dispatch;
  private final Cashier cashier;
  private final Database database;

  Trade(
      Goods goods, BuyerStandings standings, Dispatch dispatch, Cashier cashier, Database database) {
    this.goods = goods;
    this.standings = standings;
    this.dispatch = dispatch;
    this.cashier = cashier;
    this.database = database;
  }

  /** What was bought with these orders; unknown ids are missing. */
  public Map<String, List<Line>> linesOf(Collection<String> orderIds) {
    return orderIds.isEmpty() ? Map.of()
        : database.read(connection -> LineStore.ofOrders(connection, orderIds));
  }

  /** A line of an order as its buyer knows it; units that went back are among the quantity. */
  public record ReceiptLine(
      String skuId, String productId, String title, String skuName, String pictureUrl, int quantity,
      int refundedQuantity) {}

  /** What was bought of whom, and when it came. */
  public record Receipt(
      String orderId, String buyerId, String hostId, OrderStatus status, Optional<Instant> deliveredAt,
      List<ReceiptLine> lines) {
    public Receipt {
      lines = List.copyOf(lines);
    }
  }

  /** One order for the area of reviews. */
  public Optional<Receipt> receipt(String orderId) {
    return database.read(connection -> LineStore.receipt(connection, orderId));
  }

  /** Whether a review of the order stands, for its buyer's standing; in the caller's transaction. */
  public void markReviewed(Connection connection, String orderId, boolean isReviewed) throws SQLException {
    LineStore.markReviewed(connection, orderId, isReviewed);
  }

  /** Orders and their money, for the area that talks to gateways. */
  public Payments payments() {
    return cashier;
  }

  /** One attempt to pay an order. */
  public record Attempt(
      String paymentId, String orderId, String method, PaymentStatus status, Instant startedAt) {}

  /** A buyer's wish to pay; a repeat with the same key gets the first attempt. */
  public record Wanted(String buyerId, String orderId, String method, String key) {}

  /** An attempt that is written down; {@code isFirst} is false for a repeat. */
  public record Started(Attempt attempt, Money amount, Instant heldUntil, boolean isFirst) {}

  /** What there is to pay, and what was tried. */
  public record Payable(OrderStatus status, Money amount, Instant heldUntil, List<Attempt> attempts) {}

  /** A payment of which its gateway has said nothing. */
  public record Unsettled(Attempt attempt, Money amount, Instant heldUntil) {}

  /**
   * Money that must go back to a buyer.
   *
   * @param total what the payment brought
   * @param nextTryAt when the gateway is asked again; empty after it refused for good
   */
  public record OwedBack(
      String refundId, String paymentId, String orderId, String method, Money amount, Money total,
      Instant owedAt, int attempts, Optional<Instant> nextTryAt, String lastError) {}

  /** Money the ledger says a gateway moved; {@code refundId} is empty for what came. */
  public record Moved(String paymentId, String refundId, String orderId, Money amount, Instant at) {}

  /** What a gateway kept for a movement, or gave back of it below zero. */
  public record Fee(Moved of, Money kept) {}

  /** What the area of payments may do with orders and their money. */
  public interface Payments {
    /** Writes an attempt down before any gateway hears of it; refuses what cannot be paid (any more). */
    Started start(Wanted wanted);

    /** The same for a door without a thread of its own; a no comes as the failure. */
    CompletionStage<Started> startLater(Wanted wanted);

    /** Settles a gateway's verified word; false when there is no such payment. */
    boolean settle(Notice notice);

    /** The same for a door without a thread of its own. */
    CompletionStage<Boolean> settleLater(Notice notice);

    /** Refuses an order that is not the buyer's as one that does not exist. */
    Payable payable(String buyerId, String orderId);

    /** Unsettled payments started in {@code [from, until)}, oldest first; {@code afterId} pages. */
    List<Unsettled> unsettled(Instant from, Instant until, String afterId, int limit);

    /** What is owed and whose gateway may be asked by {@code dueBy}, the longest due first. */
    List<OwedBack> owed(Instant dueBy, int limit);

    /** A gateway did not send a refund; empty: it is not asked again until a person says so. */
    void tried(String refundId, Optional<Instant> next, String why);

    /** Asks again at once; false when nothing is owed under that id. */
    boolean dueNow(String refundId);

    /** A gateway confirmed a refund; false when it did before. */
    boolean returned(String refundId);

    /** What the ledger says a gateway moved in {@code [from, until)}. */
    List<Moved> moved(String method, Instant from, Instant until, int limit);

    /** The same by ids of payments and refunds, of any day. */
    List<Moved> movedBy(Collection<String> ids);

    /** Books what a gateway kept, each once however often it is told, in the caller's transaction. */
    void bookFees(Connection connection, Instant now, String method, List<Fee> fees) throws SQLException;
  }

  /** How good a buyer somebody is, on the whole square. */
  public Standing standing(String buyerId) {
    return Standing.valueOf(standings.of(List.of(buyerId)).get(buyerId));
  }

  /** Orders of one question or one transaction of {@link #toShip}, {@link #pack} and {@link #ship}. */
  public static final int DISPATCH_MAX = 500;

  /**
   * An order that is paid and has not left.
   *
   * @param sequence the public order of claims; the last one of a page begins the next
   */
  public record ToShip(
      String orderId, long sequence, String buyerId, OrderStatus status, Instant paidAt,
      List<ToShipLine> lines) {
    public ToShip {
      lines = List.copyOf(lines);
    }
  }

  /**
   * What of it goes into the parcel.
   *
   * @param quantity units, those refunded before left out
   */
  public record ToShipLine(String skuId, String productId, String title, String skuName, int quantity) {}

  /** Where a parcel goes, in clear. */
  public record Destination(String name, String phone, String region, String street) {}

  /** A parcel of an order. */
  public record Parcel(String orderId, String carrier, String trackingNumber) {}

  /**
   * Who packs and ships for which host; the caller of the door has checked that he may.
   *
   * @param readerId his account, or an assistant's
   */
  public record Hands(String hostId, String readerId) {}

  /**
   * What became of one order of many.
   *
   * @param refused why nothing changed, if a rule said no; other hosts' orders do not exist
   */
  public record Dispatched(String orderId, Optional<Decision.Refused<?>> refused) {}

  /** How an order stands with its carrier; both texts are empty before it left. */
  public record Sending(OrderStatus status, String carrier, String trackingNumber) {}

  /** How this host's orders stand; those of others and unknown ones are left out. At most 500 at once. */
  public Map<String, Sending> sendings(Connection connection, String hostId, Collection<String> orderIds)
      throws SQLException {
    return dispatch.sendings(connection, hostId, orderIds);
  }

  /** How many orders a host has still to send, counted no further than {@code max}. */
  public int toShipCount(String hostId, int max) {
    return database.read(connection -> LineStore.toShipCount(connection, hostId, max));
  }

  /** What {@code hostId} has still to send, the oldest first, after a sequence; at most 500. */
  public List<ToShip> toShip(String hostId, long afterSequence, int limit) {
    return dispatch.toShip(hostId, afterSequence, Math.min(limit, DISPATCH_MAX));
  }

  /**
   * The addresses of this host's orders that are paid and have not left, by order id. Each reading is logged
   * in the caller's transaction, before anybody sees one.
   */
  public Map<String, Destination> destinations(
      Connection connection, Hands hands, Collection<String> orderIds) throws SQLException {
    return dispatch.destinations(connection, hands, orderIds);
  }

  /** Marks this host's orders packed in the caller's transaction, each decided for itself. */
  public List<Dispatched> pack(Connection connection, Hands hands, List<String> orderIds)
      throws SQLException {
    return dispatch.move(connection, hands, orderIds.stream().map(Dispatch::packing).toList());
  }

  /**
   * Marks this host's orders shipped in the caller's transaction, each decided for itself; one that was
   * shipped before gets its carrier and number corrected.
   */
  public List<Dispatched> ship(Connection connection, Hands hands, List<Parcel> parcels)
      throws SQLException {
    return dispatch.move(connection, hands, parcels.stream().map(Dispatch::shipping).toList());
  }

  /**
   * An order of the past.
   *
   * @param steps its facts in time order, {@link OrderPlaced} first
   */
  public record PastOrder(List<Happened> steps) {
    public PastOrder {
      steps = List.copyOf(steps);
      if (steps.isEmpty() || !(steps.getFirst().fact() instanceof OrderPlaced)) {
        throw new IllegalArgumentException("an order begins with OrderPlaced");
      }
    }

    OrderPlaced placed() {
      return (OrderPlaced) steps.getFirst().fact();
    }
  }

  /** Leaves the sequence numbers up to {@code count} to a past; orders from now on come after. */
  public void reserveSequences(Connection connection, long count) throws SQLException {
    PastStore.reserve(connection, count);
  }

  /**
   * Writes orders, lines, payments, ledger and stock of the past in the caller's transaction; the caller
   * appends the facts. Products must be committed before. Units sold were supplied for it: what is
   * available now stays.
   */
  public void importPast(Connection connection, List<PastOrder> orders) throws SQLException {
    Map<String, LineText> texts = new HashMap<>();
    Map<String, Long> sold = new TreeMap<>();
    List<PastStore.PastRow> rows = new ArrayList<>(orders.size());
    for (PastOrder order : orders) {
      for (Line line : order.placed().lines()) {
        texts.computeIfAbsent(line.skuId(), this::textOf);
      }
      PastStore.PastRow row = rowOf(order);
      rows.add(row);
      if (row.paidAt().isPresent()) {
        order.placed().lines().forEach(
            line -> sold.merge(line.skuId(), (long) line.quantity(), Long::sum));
      }
    }
    PastStore.add(connection, rows, texts);
    sell(connection, sold);
  }

  private LineText textOf(String skuId) {
    return goods.sku(skuId).map(Trade::textOf).orElse(new LineText("", "", ""));
  }

  private static LineText textOf(SkuForSale sku) {
    return new LineText(sku.title(), sku.name(), sku.pictureUrl());
  }

  private static PastStore.PastRow rowOf(PastOrder order) {
    PastStore.PastRow row = PastStore.PastRow.placed(order.placed(), order.steps().getFirst().at());
    for (Happened step : order.steps().subList(1, order.steps().size())) {
      row = after(row, step.at(), (TradeFact) step.fact());
    }
    if (row.status().equals("PLACED")) {
      throw new IllegalArgumentException(
          "order " + row.placed().orderId() + " of the past still holds stock");
    }
    return row;
  }

  private static PastStore.PastRow after(PastStore.PastRow row, Instant at, TradeFact fact) {
    return switch (fact) {
      case OrderPlaced again -> throw new IllegalArgumentException("placed twice: " + again.orderId());
      case OrderPaid paid -> row.paid(at, paid.paymentId(), Transfer.arrived(paid));
      case OrderPacked packed -> row;
      case OrderShipped shipped -> row.shipped(at);
      case OrderDelivered delivered -> row.delivered(at);
      case OrderClosed closed -> row.closed(at, "CLOSED");
      case OrderExpired expired -> row.closed(at, "EXPIRED");
      case OrderCancelled cancelled -> row.closed(at, "CANCELLED");
      case OrderRefunded refund -> row.refunded(at, refund.isWhole(), Transfer.refunded(refund));
      case PaymentDeclined declined -> row;
      case PaymentReturned returned -> row;
      case ReturnAsked asked -> row;
      case ReturnAnswered answered -> row;
      case ReturnEscalated escalated -> row;
      case ReturnClosed closed -> row;
      case GoodsRestocked restocked -> row;
      case TradeFact.WaitBegan began -> row;
      case TradeFact.WaitOffered offered -> row;
      case TradeFact.WaitEnded ended -> row;
    };
  }

  /**
   * What one purse holds; negative is what the platform owes its owner.
   *
   * @param purse the name of a {@link Purse}
   * @param entries entries it comes from
   */
  public record Balance(String purse, String ownerId, Money amount, long entries) {}

  /** One entry of the ledger. */
  public record Booking(
      long entryId, Transfer.Kind kind, String orderId, String subjectId, Purse purse, String ownerId,
      Money amount, Instant at) {}

  /**
   * Which entries of a purse, in their order.
   *
   * @param to excluded
   * @param after only entries with greater ids
   */
  public record BookingsWanted(
      String ownerId, Purse purse, Instant from, Instant to, long after, int limit) {}

  /** One purse over all its owners. */
  public record PurseSum(String purse, Money amount, long owners, long entries) {}

  /**
   * That the ledger sums to zero, or by how much it does not.
   *
   * @param purses sums by purse and currency
   * @param unbalanced movements whose entries do not sum to zero
   */
  public record Proof(List<PurseSum> purses, long unbalanced) {
    public Proof {
      purses = List.copyOf(purses);
    }

    /** True when every movement and all purses of each currency sum to zero. */
    public boolean isZero() {
      Map<Currency, Long> sums = new HashMap<>();
      purses.forEach(one -> sums.merge(one.amount().currency(), one.amount().minor(), Math::addExact));
      return unbalanced == 0 && sums.values().stream().allMatch(sum -> sum == 0);
    }
  }

  /**
   * What an order was paid with and what of it was promised back.
   *
   * @param isDiscountByPlatform whether the platform pays for what coupons took off the lines
   * @param isShipped whether it ever left, whatever became of it since
   */
  public record OrderMoney(
      String orderId, String hostId, Money amount, long refundedMinor, long shippingMinor,
      boolean isDiscountByPlatform, boolean isShipped, List<LineMoney> lines) {
    public OrderMoney {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Units of a line and where they are, counted by each refund under the order's lock: exact however late
   * somebody asks.
   *
   * @param refundedQuantity those whose money, or a part of it, was promised back
   * @param unsentQuantity those of them that were refunded before the order was shipped: they never left
   * @param returnedQuantity those of them that left and came back to the host
   * @param offMinor what coupons took off all of them, minor units
   */
  public record LineMoney(
      String skuId, int quantity, int refundedQuantity, int unsentQuantity, int returnedQuantity,
      long offMinor) {
    /** Units that were in the parcel, once the order is shipped. */
    public int sentQuantity() {
      return quantity - unsentQuantity;
    }

    /** Units of them that did not come back. */
    public int stayedQuantity() {
      return sentQuantity() - returnedQuantity;
    }
  }

  /** Units of one variant. */
  public record LineUnits(String skuId, int units) {}

  /** What these returns are about, by return id; unknown ids are left out. */
  public Map<String, List<LineUnits>> unitsOf(Connection connection, Collection<String> returnIds)
      throws SQLException {
    return LineStore.ofReturns(connection, returnIds);
  }

  /** Books movements of money in the caller's transaction; the same one twice is a fault. */
  public void book(Connection connection, Instant now, List<Transfer> transfers) throws SQLException {
    if (!transfers.isEmpty()) {
      PaymentStore.book(connection, now, transfers);
    }
  }

  /** What these purses hold, for each owner and currency; reads the whole ledger. */
  public List<Balance> balances(Connection connection, Collection<Purse> purses) throws SQLException {
    return LedgerStore.balances(connection, purses);
  }

  /** What these purses of one owner held before an instant. */
  public List<Balance> balancesOf(
      Connection connection, String ownerId, Collection<Purse> purses, Instant before) throws SQLException {
    return LedgerStore.balancesOf(connection, ownerId, purses, before);
  }

  /** Entries of one purse of one owner. */
  public List<Booking> bookings(Connection connection, BookingsWanted wanted) throws SQLException {
    return LedgerStore.bookings(connection, wanted);
  }

  /** All entries of these orders but those of the payment's arrival. */
  public List<Booking> afterArrival(Connection connection, Collection<String> orderIds)
      throws SQLException {
    return LedgerStore.beside(connection, orderIds);
  }

  /** Adds the whole ledger up, purse by purse. */
  public Proof proof(Connection connection) throws SQLException {
    return LedgerStore.proof(connection);
  }

  /** The money of orders by order id; unknown ids are left out. */
  public Map<String, OrderMoney> money(Connection connection, Collection<String> orderIds)
      throws SQLException {
    return LedgerStore.orders(connection, orderIds);
  }

  private void sell(Connection connection, Map<String, Long> sold) throws SQLException {
    List<StockRow> after = new ArrayList<>(sold.size());
    for (StockRow row : goods.lockStock(connection, List.copyOf(sold.keySet())).values()) {
      long units = sold.get(row.skuId());
      after.add(new StockRow(
          row.skuId(), row.available(), row.held(), row.sold() + units, row.supplied() + units));
    }
    goods.saveStock(connection, after);
  }
}
