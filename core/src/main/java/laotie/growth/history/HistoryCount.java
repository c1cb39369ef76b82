package laotie.growth.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import laotie.fact.BusinessDays;
import laotie.growth.history.History.Counts;
import laotie.growth.history.HistoryIssue.Kind;
import laotie.growth.history.ToldOrder.Fate;
import laotie.growth.repurchase.Buyer;
import laotie.growth.repurchase.Buyer.Back;
import laotie.growth.repurchase.Buyer.Bought;

/** Puts each order where it belongs, once all of its rows are known. */
final class HistoryCount {

  private final BusinessDays days;
  private final List<List<Bought>> bought = new ArrayList<>();
  private final List<List<Back>> backs = new ArrayList<>();
  private Optional<LocalDate> first = Optional.empty();
  private Optional<LocalDate> last = Optional.empty();
  private long effective;
  private long credits;
  private long withoutBuyer;
  private long unpaid;
  private long undone;
  private long otherCurrency;
  private long refused;

  HistoryCount(BusinessDays days, int buyers) {
    this.days = days;
    for (int i = 0; i < buyers; i++) {
      bought.add(new ArrayList<>(2));
      backs.add(new ArrayList<>(0));
    }
  }

  /** What no row of the order says and it cannot count without. */
  static Optional<Kind> lack(WrittenOrder order) {
    if (order.buyer == WrittenOrder.NOBODY || order.isForeign || order.paid == PaidWord.UNPAID) {
      return Optional.empty();
    }
    if (!HistoryReader.isTold(order.at())) {
      return Optional.of(Kind.DATE_MISSING);
    }
    boolean hasAmount = order.totalMinor != WrittenOrder.UNSAID || order.hasSale || order.isCredit();
    return hasAmount ? Optional.empty() : Optional.of(Kind.AMOUNT_MISSING);
  }

  /** Where an order belongs. */
  static Fate fate(WrittenOrder order) {
    if (order.isBroken) {
      return Fate.REFUSED;
    }
    if (order.buyer == WrittenOrder.NOBODY) {
      return Fate.WITHOUT_BUYER;
    }
    if (order.isForeign) {
      return Fate.OTHER_CURRENCY;
    }
    if (order.paid == PaidWord.UNPAID) {
      return Fate.UNPAID;
    }
    return order.isCredit() ? Fate.CREDIT : order.isEffective() ? Fate.EFFECTIVE : Fate.UNDONE;
  }

  void add(WrittenOrder order) {
    switch (fate(order)) {
      case REFUSED -> refused++;
      case WITHOUT_BUYER -> withoutBuyer++;
      case OTHER_CURRENCY -> otherCurrency++;
      case UNPAID -> unpaid++;
      case UNDONE -> undone++;
      case CREDIT -> {
        credits++;
        backs.get(order.buyer).add(new Back(day(order.at()), order.linesBackMinor));
      }
      case EFFECTIVE -> addEffective(order);
    }
  }

  private void addEffective(WrittenOrder order) {
    effective++;
    LocalDate day = day(order.at());
    bought.get(order.buyer).add(new Bought(day, order.grossMinor()));
    if (order.backMinor() > 0) {
      backs.get(order.buyer).add(new Back(day(order.backAt()), order.backMinor()));
    }
    first = first.filter(known -> known.isBefore(day)).or(() -> Optional.of(day));
    last = last.filter(known -> known.isAfter(day)).or(() -> Optional.of(day));
  }

  private LocalDate day(long millis) {
    return days.dayOf(Instant.ofEpochMilli(millis));
  }

  /** Those of whom something counts. */
  List<Buyer> buyers() {
    List<Buyer> buyers = new ArrayList<>();
    for (int i = 0; i < bought.size(); i++) {
      if (!bought.get(i).isEmpty() || !backs.get(i).isEmpty()) {
        buyers.add(new Buyer(bought.get(i), backs.get(i)));
      }
    }
    return buyers;
  }

  Optional<LocalDate> first() {
    return first;
  }

  Optional<LocalDate> last() {
    return last;
  }

  Counts counts(long rows, long repeated, long issues) {
    return new Counts(
        rows, effective, credits, withoutBuyer, unpaid, undone, otherCurrency, repeated, refused, issues);
  }
}
