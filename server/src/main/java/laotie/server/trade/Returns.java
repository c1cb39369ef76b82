package laotie.server.trade;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Fact;
import laotie.fact.TradeFact.GoodsRestocked;
import laotie.server.http.Ids;
import laotie.server.http.Problem;
import laotie.server.trade.LifeStore.Planned;
import laotie.server.trade.Parcels.Mover;
import laotie.server.trade.Refunds.Locked;
import laotie.server.trade.ReturnRow.Parcel;
import laotie.trade.Actor;
import laotie.trade.AfterSales;
import laotie.trade.OrderStatus;
import laotie.trade.Refunding;
import laotie.trade.Refunding.Refunded;
import laotie.trade.Return;
import laotie.trade.Return.End;
import laotie.trade.Return.State;
import laotie.trade.ReturnAction;
import laotie.trade.ReturnRules.Case;
import laotie.trade.ReturnRules;
import laotie.trade.Returning;
import laotie.trade.Shipping;
import laotie.trade.TradeReason;

/**
 * What buyers ask back and what becomes of it, in the caller's transaction. Locks stock, then the order, then
 * the returns, so that neither two tabs nor two processes give anything back twice.
 */
@Singleton
final class Returns {

  private final Refunds refunds;
  private final ReturnNews news;

  Returns(Refunds refunds, ReturnNews news) {
    this.refunds = refunds;
    this.news = news;
  }

  /**
   * What a buyer asks and shows.
   *
   * @param words his own, may be empty
   * @param pictures ids of pictures of his
   * @param isTrusted his standing on the square
   */
  record Asking(ReturnRules.Wish wish, String words, List<String> pictures, boolean isTrusted) {}

  /** What somebody says with a step; carrier and number of a parcel, or empty. */
  record Said(String words, String carrier, String trackingNumber, boolean isBackOnShelf) {
    static final Said NOTHING = new Said("", "", "", false);
  }

  /** The order and everything that bears on a request for it. */
  static Case open(Connection connection, OrderRow row, List<ReturnRow> returns, boolean isTrusted)
      throws SQLException {
    AfterSales rules = AfterSalesStore.of(connection, List.of(row)).get(row.order().orderId());
    List<Integer> barred = new ArrayList<>(Collections.nCopies(row.order().lines().size(), 0));
    for (ReturnRow one : returns) {
      boolean isInVain = one.request().state() instanceof State.Ended(End end, var award, var back)
          && end == End.REJECTED;
      if (one.request().isOpen() || isInVain) {
        one.request().parts().forEach(
            part -> barred.set(part.line(), barred.get(part.line()) + part.quantity()));
      }
    }
    return new Case(row.sold(), rules, row.shipment().delivered(), barred, returns.size(), isTrusted);
  }

  /** A buyer asks; refuses what may not be asked. */
  ReturnRow ask(Connection connection, String orderId, Mover buyer, Asking asking) throws SQLException {
    OrderRow row = refunds.lock(connection, orderId).map(Locked::row)
        .filter(found -> found.order().deal().buyerId().equals(buyer.actorId()))
        .orElseThrow(() -> Problem.notFound("order", orderId));
    Case open = open(connection, row, ReturnStore.lockOfOrder(connection, orderId), asking.isTrusted());
    return switch (ReturnRules.ask(Ids.next("ret"), open, asking.wish(), buyer.now())) {
      case Refused<Return> refused -> throw Problem.of(refused);
      case Accepted<Return>(Return request, var none) -> {
        long asked = ReturnRow.award(request.state()).minor();
        ReturnRow added = new ReturnRow(request, 0, orderId, buyer.actorId(), row.order().deal().hostId(),
            asked, buyer.now(), Optional.empty(), 0, Parcel.NONE, asking.pictures());
        ReturnStore.add(connection, added);
        LifeStore.schedule(connection, List.of(new Planned(orderId, Optional.empty())));
        news.asked(connection, buyer, row, added, asking.words());
        yield added;
      }
    };
  }

  /**
   * Somebody takes a step. Time that has passed goes first: who comes too late finds what it decided.
   *
   * @param as whom the one who acts is in this return
   */
  ReturnRow act(Connection connection, String returnId, Mover as, Act act) throws SQLException {
    String orderId = ReturnStore.byId(connection, returnId).map(ReturnRow::orderId)
        .orElseThrow(() -> Problem.notFound("return", returnId));
    Locked locked = refunds.lock(connection, orderId).orElseThrow();
    ReturnRow row = ReturnStore.lock(connection, returnId).orElseThrow();
    boolean isDue = row.request().state().dueAt().filter(due -> !as.now().isBefore(due)).isPresent();
    if (isDue && !(act.action() instanceof ReturnAction.PassTime)) {
      row = step(connection, locked, row, Mover.system(as.now()), Act.TIME);
    }
    return step(connection, locked, row, as, act);
  }

  /** A step and what is said with it. */
  record Act(ReturnAction action, Said said) {
    static final Act TIME = new Act(new ReturnAction.PassTime(), Said.NOTHING);
  }

  /** The next step when its time has come; nothing when somebody was faster. */
  void passTime(Connection connection, String returnId, Instant now) throws SQLException {
    Optional<String> orderId = ReturnStore.byId(connection, returnId).map(ReturnRow::orderId);
    if (orderId.isEmpty()) {
      return;
    }
    Locked locked = refunds.lock(connection, orderId.get()).orElseThrow();
    ReturnRow row = ReturnStore.lock(connection, returnId).orElseThrow();
    if (row.request().state().dueAt().filter(due -> !now.isBefore(due)).isPresent()) {
      step(connection, locked, row, Mover.system(now), Act.TIME);
    }
  }

  private ReturnRow step(Connection connection, Locked locked, ReturnRow before, Mover mover, Act act)
      throws SQLException {
    return switch (Returning.act(before.request(), act.action(), mover.actor(), mover.now())) {
      case Refused<Return> refused -> throw Problem.of(refused);
      case Accepted<Return>(Return request, var none) -> {
        ReturnRow after = moved(before, request, act, mover.now());
        if (request.state() instanceof State.Ended(End end, var award, var back) && end == End.REFUNDED) {
          after = refunded(after, pay(connection, locked, request, mover.now()));
        }
        ReturnStore.move(connection, after);
        news.stepped(connection, mover, locked.row(), new ReturnNews.Turn(before, after, act));
        if (!request.isOpen()) {
          resume(connection, before.orderId(), mover.now());
        }
        yield act.said().isBackOnShelf() && after.mayRestock()
            ? shelve(connection, locked, after, mover) : after;
      }
    };
  }

  private static ReturnRow moved(ReturnRow before, Return request, Act act, Instant now) {
    Parcel parcel = before.parcel();
    Said said = act.said();
    boolean cameByTime = act.action() instanceof ReturnAction.PassTime
        && before.request().state() instanceof State.SentBack;
    if (act.action() instanceof ReturnAction.Send) {
      parcel = new Parcel(true, said.carrier(), said.trackingNumber(), Optional.empty(), Optional.empty());
    } else if (cameByTime || act.action() instanceof ReturnAction.Arrive
        || act.action() instanceof ReturnAction.Dispute) {
      parcel = new Parcel(true, parcel.carrier(), parcel.trackingNumber(), Optional.of(now),
          parcel.restocked());
    }
    return new ReturnRow(request, before.number(), before.orderId(), before.buyerId(), before.hostId(),
        before.askedMinor(), before.askedAt(), request.isOpen() ? Optional.empty() : Optional.of(now), 0,
        parcel, before.pictures());
  }

  private static ReturnRow refunded(ReturnRow row, long minor) {
    return new ReturnRow(row.request(), row.number(), row.orderId(), row.buyerId(), row.hostId(),
        row.askedMinor(), row.askedAt(), row.endedAt(), minor, row.parcel(), row.pictures());
  }

  private long pay(Connection connection, Locked locked, Return request, Instant now) throws SQLException {
    Accepted<Refunded> award =
        Refunding.award(locked.row().sold(), locked.paymentId(), request, locked.stock());
    refunds.promise(connection, locked, award.value(), award.facts(), now);
    return award.value().amount().minor();
  }

  /** Nothing is open any more, perhaps: the order goes on by itself where it stood. */
  private static void resume(Connection connection, String orderId, Instant now) throws SQLException {
    OrderRow row = OrderStore.byId(connection, List.of(orderId)).get(orderId);
    AfterSales rules = AfterSalesStore.of(connection, List.of(row)).get(orderId);
    Optional<Instant> next = switch (row.order().status()) {
      case SHIPPED -> row.shipment().at().map(at -> at.plus(Shipping.DELIVERED_AFTER));
      case DELIVERED -> row.shipment().delivered().map(at -> at.plus(Duration.ofDays(rules.closeDays())));
      case PLACED, PAID, PACKED, CLOSED, EXPIRED, CANCELLED, REFUNDED -> Optional.empty();
    };
    LifeStore.schedule(connection, List.of(new Planned(orderId,
        next.map(at -> at.isBefore(now) ? now : at))));
  }

  /** Goods that came back are for sale again; once. */
  ReturnRow restock(Connection connection, String returnId, Mover host) throws SQLException {
    String orderId = ReturnStore.byId(connection, returnId).map(ReturnRow::orderId)
        .orElseThrow(() -> Problem.notFound("return", returnId));
    Locked locked = refunds.lock(connection, orderId).orElseThrow();
    ReturnRow row = ReturnStore.lock(connection, returnId).orElseThrow();
    boolean isRefunded = row.request().state() instanceof State.Ended(End end, var award, var back)
        && end == End.REFUNDED;
    if (!isRefunded || !row.mayRestock()) {
      throw Problem.of(TradeReason.RETURN_STATE_WRONG, "return " + returnId + " brought nothing to shelve",
          Map.of("returnState", ReturnRow.word(row.request().state())));
    }
    return shelve(connection, locked, row, host);
  }

  private ReturnRow shelve(Connection connection, Locked locked, ReturnRow row, Mover host)
      throws SQLException {
    refunds.save(connection,
        Refunding.restock(locked.row().order(), row.request().parts(), locked.stock()), host.now());
    Parcel parcel = row.parcel();
    ReturnRow after = new ReturnRow(row.request(), row.number(), row.orderId(), row.buyerId(),
        row.hostId(), row.askedMinor(), row.askedAt(), row.endedAt(), row.refundedMinor(),
        new Parcel(parcel.isSent(), parcel.carrier(), parcel.trackingNumber(), parcel.arrived(),
            Optional.of(host.now())), row.pictures());
    ReturnStore.move(connection, after);
    List<Fact> facts = List.of(new GoodsRestocked(row.orderId(), row.request().returnId(), row.buyerId(),
        row.hostId()));
    news.shelved(connection, host, after, facts);
    return after;
  }

  /** A cancelled order has nothing left to ask for. */
  void withdrawOpen(Connection connection, Locked locked, Mover mover) throws SQLException {
    for (ReturnRow row : ReturnStore.lockOfOrder(connection, locked.row().order().orderId())) {
      boolean mayWithdraw = Returning.powers(row.request(), Actor.BUYER).contains(Returning.Power.WITHDRAW);
      if (mayWithdraw && locked.row().order().status() != OrderStatus.REFUNDED) {
        step(connection, locked, row, mover, new Act(new ReturnAction.Withdraw(), Said.NOTHING));
      }
    }
  }
}
