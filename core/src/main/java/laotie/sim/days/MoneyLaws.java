package laotie.sim.days;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import laotie.fact.TradeFact.Discount;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.Payer;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Entry;
import laotie.fact.Transfer.Purse;
import laotie.payments.Finding;
import laotie.payments.Movement;
import laotie.payments.Reconciliation;
import laotie.payments.Reconciliation.Book;
import laotie.settlement.Payable;
import laotie.settlement.Terms;
import laotie.trade.Payment;
import laotie.trade.PaymentStatus;

/** The laws of money: where each minor unit is, counted from the gateway's books and the orders. */
final class MoneyLaws {

  private final Books books;
  private final Gateway gateway;

  MoneyLaws(Books books, Gateway gateway) {
    this.books = books;
    this.gateway = gateway;
  }

  void look(boolean isOver) {
    moneyHasOnePlace(isOver);
    refundsStayWithinTheirOrders();
    pursesAgree();
    if (isOver) {
      statementsAddUp();
      gatewayAgrees();
    }
  }

  /** What came pays its order or goes back whole: never both, and in the end never neither. */
  private void moneyHasOnePlace(boolean isOver) {
    Map<String, Row> paidBy = new HashMap<>();
    books.orders.values().stream().filter(Row::wasPaid).forEach(row -> paidBy.put(row.paymentId, row));
    Map<String, Long> strayed = new HashMap<>();
    books.owed.values().stream().filter(one -> one.isStrayed).forEach(one ->
        strayed.merge(one.refund.paymentId(), one.refund.amount().minor(), Long::sum));
    for (Payment payment : books.payments.values()) {
      String id = payment.paymentId();
      Gateway.Charge charge = gateway.charges.get(id);
      long captured = charge == null ? 0 : charge.capturedMinor;
      boolean pays = paidBy.containsKey(id);
      Broken.unless(!(pays && strayed.containsKey(id)), "money never pays and goes back", id);
      Broken.unless(pays == (payment.status() == PaymentStatus.PAID)
          && strayed.containsKey(id) == (payment.status() == PaymentStatus.RETURNED),
          "a payment stands where its money is", payment, pays, strayed.get(id));
      Broken.unless(!pays || captured == paidBy.get(id).amountMinor(), "an order is paid exactly", id,
          captured);
      Broken.unless(strayed.getOrDefault(id, captured) == captured, "what strays goes back whole", id,
          captured, strayed.get(id));
      if (isOver && captured > 0) {
        long back = charge.refundedMinor();
        Broken.unless(pays || strayed.containsKey(id), "no money is forgotten", id, captured);
        Broken.unless(back == (pays ? paidBy.get(id).back.minor() : captured),
            "what was promised back went back, once", id, "came", captured, "went back", charge.refunds);
      }
    }
  }

  private void refundsStayWithinTheirOrders() {
    Map<String, Long> promised = new HashMap<>();
    books.owed.values().stream().filter(one -> !one.isStrayed).forEach(one ->
        promised.merge(one.refund.orderId(), one.refund.amount().minor(), Long::sum));
    for (Row row : books.orders.values()) {
      long back = row.back.minor();
      Broken.unless(promised.getOrDefault(row.placed.orderId(), 0L) == back,
          "every promise of money has a row", row.placed.orderId(), back);
      long most = 0;
      boolean isAll = true;
      for (int i = 0; i < row.placed.lines().size(); i++) {
        Line line = row.placed.lines().get(i);
        most += line.netMinor() * row.back.units().get(i) / line.quantity();
        isAll &= row.back.units().get(i) == line.quantity();
      }
      Broken.unless(back >= most || !row.isFull, "who gives units back has what he paid for them",
          row.placed.orderId(), back, most);
      most += isAll ? row.placed.deal().bill().shippingMinor() : 0;
      Broken.unless(back <= most, "no more goes back than was paid for these units", row.placed.orderId(),
          back, most);
      Broken.unless(!row.isUndone || back == row.amountMinor(),
          "who takes an order back before it left has all his money", row.placed.orderId(), back);
    }
  }

  /** A payout leaves what is under way and what is kept back where it is. */
  void payoutIsFree(String hostId, long minor, Instant now) {
    long free = -books.balance(Purse.HOST_DUE, hostId);
    for (Books.Payout payout : books.payouts.values()) {
      free -= payout.hostId.equals(hostId) && payout.state == Books.Payout.State.OPEN ? payout.minor : 0;
    }
    for (Payable.Hold hold : books.keptBack.getOrDefault(hostId, List.of())) {
      boolean isRunning = now.isBefore(hold.until());
      Broken.unless(!isRunning || hold.amountMinor() > 0, "what is kept back stays", hostId, hold);
      free -= isRunning ? hold.amountMinor() : 0;
    }
    Broken.unless(minor >= 1 && minor <= free, "nobody is paid out more than he has", hostId, minor, free);
  }

  private void pursesAgree() {
    long sum = books.balances.values().stream().mapToLong(Long::longValue).sum();
    Broken.unless(sum == 0, "the ledger sums to zero", books.balances);
    long cash = 0;
    Map<String, Long> hostOwed = new HashMap<>();
    for (Row row : books.orders.values()) {
      if (row.wasPaid()) {
        Books.Settled settled = books.settled.get(row.placed.orderId());
        long base = settled == null ? 0 : settled.shares.baseMinor();
        hostOwed.merge(row.placed.deal().hostId(), row.amountMinor() - row.back.minor() - base, Long::sum);
        cash += row.amountMinor();
      }
    }
    Map<String, Long> buyerOwed = new HashMap<>();
    for (Books.Owed one : books.owed.values()) {
      long minor = one.refund.amount().minor();
      buyerOwed.merge(one.refund.buyerId(), one.isReturned ? 0 : minor, Long::sum);
      cash += (one.isStrayed ? minor : 0) - (one.isReturned ? minor : 0);
    }
    Map<String, Long> paidOut = new HashMap<>();
    for (Books.Payout payout : books.payouts.values()) {
      if (payout.state == Books.Payout.State.PAID) {
        paidOut.merge(payout.hostId, payout.minor, Long::sum);
        cash -= payout.minor;
      }
    }
    agrees(Purse.PLATFORM_CASH, "", cash);
    hostOwed.forEach((hostId, minor) -> agrees(Purse.HOST_OWED, hostId, -minor));
    buyerOwed.forEach((buyerId, minor) -> agrees(Purse.BUYER_OWED, buyerId, -minor));
    for (String hostId : books.shops.keySet()) {
      long due = books.settled.values().stream()
          .filter(one -> one.row.placed.deal().hostId().equals(hostId))
          .mapToLong(one -> one.shares.hostMinor()).sum();
      agrees(Purse.HOST_DUE, hostId, paidOut.getOrDefault(hostId, 0L) - due);
    }
  }

  private void agrees(Purse purse, String ownerId, long minor) {
    Broken.unless(books.balance(purse, ownerId) == minor, "the ledger says where the money is", purse,
        ownerId, "has", books.balance(purse, ownerId), "and should have", minor);
  }

  /** Line by line from the ledger alone, and each order by the words of docs/areas/settlement.md. */
  private void statementsAddUp() {
    Map<String, Long> ofOrder = new HashMap<>();
    Map<String, Long> ofSuppliers = new HashMap<>();
    for (Transfer transfer : books.ledger) {
      long due = 0;
      long others = 0;
      boolean isShare = transfer.kind() == Transfer.Kind.SETTLED
          || transfer.kind() == Transfer.Kind.UNSETTLED;
      for (Entry entry : transfer.entries()) {
        due += entry.purse() == Purse.HOST_DUE ? -entry.amount().minor() : 0;
        others += entry.purse() == Purse.HOST_DUE ? 0 : entry.amount().minor();
        if (entry.purse() == Purse.SUPPLIER_DUE) {
          ofSuppliers.merge(transfer.orderId(), -entry.amount().minor(), Long::sum);
        }
      }
      Broken.unless(due == others || !isShare, "a line of a statement is the sum of its parts", transfer);
      if (isShare) {
        ofOrder.merge(transfer.orderId(), due, Long::sum);
      }
    }
    for (Books.Settled one : books.settled.values()) {
      String orderId = one.row.placed.orderId();
      Broken.unless(ofOrder.getOrDefault(orderId, 0L) == share(one.row, one.terms),
          "a host has his share of what remained", orderId, ofOrder.get(orderId),
          share(one.row, one.terms));
    }
    for (Row row : books.orders.values()) {
      String orderId = row.placed.orderId();
      Broken.unless(ofSuppliers.getOrDefault(orderId, 0L) == cost(row),
          "suppliers have the cost of what the buyer has", orderId, ofSuppliers.get(orderId), cost(row));
    }
  }

  /** Of goods that left and did not come to the host again, whatever was paid for them in the end. */
  private static long cost(Row row) {
    long cost = 0;
    for (int i = 0; row.isSent() && i < row.placed.lines().size(); i++) {
      int out = row.placed.lines().get(i).quantity() - row.undone.get(i) - row.returned.get(i);
      cost += out * row.supply(i).costMinor();
    }
    return cost;
  }

  private static long share(Row row, Terms terms) {
    long base = row.amountMinor() - row.back.minor();
    long goods = Math.max(0, base - row.placed.deal().bill().shippingMinor());
    long subsidy = 0;
    for (Discount discount : row.placed.deal().bill().discounts()) {
      for (int i = 0; discount.payer() == Payer.PLATFORM && i < row.placed.lines().size(); i++) {
        Line line = row.placed.lines().get(i);
        subsidy += line.offMinor() * (line.quantity() - row.back.units().get(i)) / line.quantity();
      }
    }
    return base + subsidy - (goods + subsidy) * terms.commissionBasisPoints() / Terms.WHOLE - cost(row);
  }

  /** The gateway's statement and our books, by the rule of the daily reconciliation. */
  private void gatewayAgrees() {
    List<Movement> ours = new ArrayList<>();
    gateway.charges.forEach((id, charge) -> {
      PaymentStatus status = books.payments.get(id).status();
      if (status == PaymentStatus.PAID || status == PaymentStatus.RETURNED) {
        ours.add(Gateway.movement(Movement.Kind.PAYMENT, id, charge.capturedMinor, World.BEGIN));
      }
    });
    books.owed.values().stream().filter(one -> one.isReturned).forEach(one -> ours.add(Gateway.movement(
        Movement.Kind.REFUND, one.refund.refundId(), one.refund.amount().minor(), World.BEGIN)));
    List<Movement> theirs = gateway.statement(World.BEGIN);
    List<Finding> differences = differences(theirs, ours);
    Broken.unless(differences.isEmpty(), "the gateway's statement agrees with the ledger", differences);
    if (!ours.isEmpty()) {
      List<Movement> less = ours.subList(1, ours.size());
      Broken.unless(differences(theirs, less).size() == 1 && differences(less, ours).size() == 1,
          "the reconciliation finds what one side does not have", ours.getFirst());
    }
  }

  private static List<Finding> differences(List<Movement> theirs, List<Movement> ours) {
    return Reconciliation.compare(new Book(theirs, List.of()), new Book(ours, List.of())).stream()
        .filter(Finding::isDifference).toList();
  }
}
