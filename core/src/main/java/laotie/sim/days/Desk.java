package laotie.sim.days;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Fact;
import laotie.fact.Money;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.ReturnAsked;
import laotie.fact.TradeFact.ReturnClosed;
import laotie.fact.Transfer;
import laotie.trade.Actor;
import laotie.trade.Back.Part;
import laotie.trade.Moved;
import laotie.trade.OrderStatus;
import laotie.trade.Refunding;
import laotie.trade.Refunding.Refunded;
import laotie.trade.Return;
import laotie.trade.Return.End;
import laotie.trade.Return.State;
import laotie.trade.ReturnAction;
import laotie.trade.ReturnReason;
import laotie.trade.ReturnRules;
import laotie.trade.Returning;
import laotie.trade.Shipping;

/** The way of goods to their buyers and back, and what is promised for them. */
final class Desk {

  private final World world;
  private final Books books;

  Desk(World world) {
    this.world = world;
    this.books = world.books();
  }

  /** The next step of a paid order on its way. */
  void send(Row row, boolean isPackedFirst) {
    switch (row.order.status()) {
      case PAID -> move(row, isPackedFirst ? Shipping.pack(row.order) : Shipping.ship(row.order));
      case PACKED -> move(row, Shipping.ship(row.order));
      case SHIPPED -> move(row, Shipping.deliver(row.order));
      case PLACED, DELIVERED, CLOSED, EXPIRED, CANCELLED, REFUNDED -> { }
    }
  }

  private void move(Row row, Decision<Moved> decided) {
    world.point();
    if (decided instanceof Accepted<Moved>(Moved moved, var facts)) {
      row.order = moved.order();
      books.facts.addAll(facts);
      switch (row.order.status()) {
        case SHIPPED -> row.shippedAt = world.now();
        case DELIVERED -> row.deliveredAt = world.now();
        case PLACED, PAID, PACKED, CLOSED, EXPIRED, CANCELLED, REFUNDED -> { }
      }
      world.count("orders that are " + row.order.status());
    }
    world.point();
  }

  /** What moves by itself; an open return keeps its order where it is. */
  void passTime() {
    for (Row row : List.copyOf(books.orders.values())) {
      boolean isFree = requests(row).stream().noneMatch(one -> one.request.isOpen());
      if (row.order.status() == OrderStatus.SHIPPED && isFree
          && !world.now().isBefore(row.shippedAt.plus(Shipping.DELIVERED_AFTER))) {
        move(row, Shipping.deliver(row.order));
      } else if (row.order.status() == OrderStatus.DELIVERED && isFree
          && !world.now().isBefore(row.deliveredAt.plus(Duration.ofDays(row.rules.closeDays())))) {
        move(row, Shipping.close(row.order));
      }
    }
    for (Books.Request one : List.copyOf(books.returns.values())) {
      if (isDue(one)) {
        world.point();
        step(one, new ReturnAction.PassTime(), Actor.SYSTEM);
        world.point();
      }
    }
  }

  private boolean isDue(Books.Request one) {
    return one.request.state().dueAt().filter(due -> !world.now().isBefore(due)).isPresent();
  }

  /** A buyer takes a paid order back before it left; what is open of it ends. */
  void cancel(Row row) {
    world.point();
    if (Refunding.cancel(row.sold(), row.paymentId, books.stock)
        instanceof Accepted<Refunded>(Refunded refunded, List<Fact> facts) && !refunded.parts().isEmpty()) {
      for (Books.Request one : requests(row)) {
        if (Returning.powers(one.request, Actor.BUYER).contains(Returning.Power.WITHDRAW)) {
          step(one, new ReturnAction.Withdraw(), Actor.BUYER);
        }
      }
      row.undo(refunded.parts());
      row.isUndone = true;
      promise(row, refunded, facts);
      world.count("paid orders taken back");
    }
    world.point();
  }

  private void promise(Row row, Refunded refunded, List<Fact> facts) {
    books.put(refunded.stock());
    row.order = refunded.sold().order();
    row.back = refunded.sold().back();
    if (refunded.where() == Refunding.Whereabouts.STAYED_OUT) {
      world.count("refunds of goods that stay out");
    } else {
      Row.add(row.notOut, refunded.parts());
    }
    if (refunded.amount().minor() > 0) {
      Deal deal = row.order.deal();
      Transfer.Refund refund = new Transfer.Refund(books.id("rfd"), row.order.orderId(), row.paymentId,
          deal.buyerId(), refunded.amount());
      books.owe(refund, false, world.time());
      books.book(Transfer.owed(refund, deal.hostId()));
    }
    books.facts.addAll(facts);
  }

  /** A buyer asks to give back some or all of an order, for any reason that may be. */
  void askBack(Row row, SplittableRandom dice) {
    world.point();
    List<Part> parts = new ArrayList<>();
    for (int line = 0; line < row.order.lines().size(); line++) {
      if (dice.nextInt(3) > 0) {
        parts.add(new Part(line, 1 + dice.nextInt(row.order.lines().get(line).quantity())));
      }
    }
    List<ReturnReason> fitting = dice.nextInt(5) == 0 ? List.of(ReturnReason.values())
        : List.copyOf(ReturnRules.choices(open(row), parts, world.now()).keySet());
    ReturnReason reason = fitting.isEmpty() ? ReturnReason.OTHER : fitting.get(dice.nextInt(fitting.size()));
    Return.Kind kind = Return.Kind.values()[dice.nextInt(2)];
    if (row.wasPaid() && ReturnRules.ask(books.id("ret"), open(row),
        new ReturnRules.Wish(kind, reason, parts), world.now())
        instanceof Accepted<Return>(Return request, var none)) {
      books.returns.put(request.returnId(), new Books.Request(row, request));
      Deal deal = row.order.deal();
      books.facts.add(new ReturnAsked(row.order.orderId(), request.returnId(), deal.buyerId(),
          deal.hostId(), reason.name(), Money.cny(0)));
      world.count("returns");
    }
    world.point();
  }

  private ReturnRules.Case open(Row row) {
    List<Integer> barred = new ArrayList<>(Collections.nCopies(row.order.lines().size(), 0));
    List<Books.Request> requests = requests(row);
    for (Books.Request one : requests) {
      boolean isInVain = one.request.state() instanceof State.Ended(End end, var award, var back)
          && end == End.REJECTED;
      if (one.request.isOpen() || isInVain) {
        one.request.parts().forEach(
            part -> barred.set(part.line(), barred.get(part.line()) + part.quantity()));
      }
    }
    return new ReturnRules.Case(row.sold(), row.rules,
        row.deliveredAt.equals(Row.NEVER) ? Optional.empty() : Optional.of(row.deliveredAt), barred,
        requests.size(), false);
  }

  private List<Books.Request> requests(Row row) {
    return books.returns.values().stream().filter(one -> one.row == row).toList();
  }

  /** Somebody takes a step in a return; time that has passed goes first. */
  void act(Books.Request one, SplittableRandom dice) {
    world.point();
    if (isDue(one)) {
      step(one, new ReturnAction.PassTime(), Actor.SYSTEM);
    }
    List<Actor> actors = dice.nextInt(5) == 0 ? List.of(Actor.values()) : Stream.of(Actor.values())
        .filter(actor -> !Returning.powers(one.request, actor).isEmpty()).toList();
    Actor actor = actors.isEmpty() ? Actor.SYSTEM : actors.get(dice.nextInt(actors.size()));
    List<Returning.Power> powers = List.copyOf(Returning.powers(one.request, actor));
    if (!powers.isEmpty()) {
      step(one, action(powers.get(dice.nextInt(powers.size())), dice), actor);
    }
    world.point();
  }

  private static ReturnAction action(Returning.Power power, SplittableRandom dice) {
    return switch (power) {
      case AGREE -> new ReturnAction.Agree();
      case REFUSE -> new ReturnAction.Refuse();
      case PROPOSE -> new ReturnAction.Propose(1 + dice.nextInt(3_000));
      case ACCEPT -> new ReturnAction.Accept();
      case ESCALATE -> new ReturnAction.Escalate();
      case WITHDRAW -> new ReturnAction.Withdraw();
      case SEND -> new ReturnAction.Send();
      case ARRIVE -> new ReturnAction.Arrive();
      case DISPUTE -> new ReturnAction.Dispute();
      case DECIDE -> new ReturnAction.Decide(dice.nextInt(4) == 0 ? 0 : dice.nextInt(6_000),
          dice.nextBoolean());
    };
  }

  void step(Books.Request one, ReturnAction action, Actor actor) {
    if (!(Returning.act(one.request, action, actor, world.now())
        instanceof Accepted<Return>(Return request, var none))) {
      return;
    }
    boolean wasSent = one.request.state() instanceof State.SentBack;
    boolean wasAgreed = one.request.state() instanceof State.Agreed;
    one.isSent |= action instanceof ReturnAction.Send;
    one.hasArrived |= action instanceof ReturnAction.Arrive || action instanceof ReturnAction.Dispute
        || wasSent && action instanceof ReturnAction.PassTime;
    one.request = request;
    if (request.state() instanceof State.Ended(End end, var award, var back)) {
      Broken.unless(!wasAgreed || end != End.REFUNDED, "goods that are to come back come first", request);
      long minor = end == End.REFUNDED ? pay(one) : 0;
      Deal deal = one.row.order.deal();
      books.facts.add(new ReturnClosed(one.row.order.orderId(), request.returnId(), deal.buyerId(),
          deal.hostId(), end.name(), Money.cny(minor)));
      world.count("returns " + end);
    }
  }

  private long pay(Books.Request one) {
    boolean isUnsent = one.row.order.status() == OrderStatus.PAID
        || one.row.order.status() == OrderStatus.PACKED;
    one.row.isFull &= ((State.Ended) one.request.state()).award().isFull();
    Accepted<Refunded> award =
        Refunding.award(one.row.sold(), one.row.paymentId, one.request, books.stock);
    if (isUnsent) {
      one.row.undo(award.value().parts());
      one.row.isUndone = award.value().isWhole();
    } else if (one.hasArrived) {
      Row.add(one.row.returned, award.value().parts());
    }
    promise(one.row, award.value(), award.facts());
    return award.value().amount().minor();
  }

  /** What came back is for sale again, once. */
  void shelve(Books.Request one) {
    world.point();
    boolean isRefunded = one.request.state() instanceof State.Ended(End end, var award, var back)
        && end == End.REFUNDED;
    if (isRefunded && one.hasArrived && !one.isRestocked) {
      books.put(Refunding.restock(one.row.order, one.request.parts(), books.stock));
      one.isRestocked = true;
      Row.add(one.row.shelved, one.request.parts());
      world.count("returns on the shelf again");
    }
    world.point();
  }
}
