package laotie.settlement;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import laotie.fact.Money;
import laotie.fact.Transfer;
import laotie.fact.Transfer.Entry;
import laotie.fact.Transfer.Kind;
import laotie.fact.Transfer.Purse;

/**
 * Who gets what of an order. {@code base + subsidy = commission + supplies + host}, always.
 *
 * <p>Shares follow from what remains of the order and nothing else. A refund after the settlement therefore
 * books the difference between the shares of before and of now: whatever the order and number of refunds,
 * the ledger ends where one settlement of the remains would have ended.
 *
 * @param baseMinor the buyer's money, minor units
 * @param subsidyMinor what the platform adds for its coupons
 * @param commissionMinor what the platform takes
 * @param supplies what suppliers get, by supplier
 * @param hostMinor the rest; negative when the goods cost the host more than they earned
 */
public record Shares(
    long baseMinor, long subsidyMinor, long commissionMinor, Map<String, Long> supplies, long hostMinor) {

  /** Of an order that was not settled yet. */
  public static final Shares NONE = new Shares(0, 0, 0, Map.of(), 0);

  public Shares {
    supplies = Map.copyOf(supplies);
    long given = commissionMinor + hostMinor;
    for (long supply : supplies.values()) {
      given = Math.addExact(given, supply);
    }
    if (baseMinor + subsidyMinor != given) {
      throw new IllegalArgumentException(
          "base " + baseMinor + " + subsidy " + subsidyMinor + " is not what is given, " + given);
    }
  }

  /** What each gets. The commission is rounded down to the minor unit: in doubt the host keeps it. */
  public static Shares of(Kept kept, Terms terms) {
    long subsidy = kept.subsidyMinor();
    long commission = Math.multiplyExact(
        Math.addExact(kept.goodsMinor(), subsidy), (long) terms.commissionBasisPoints()) / Terms.WHOLE;
    Map<String, Long> supplies = kept.suppliesMinor();
    long host = Math.addExact(kept.baseMinor(), subsidy) - commission;
    for (long supply : supplies.values()) {
      host = Math.subtractExact(host, supply);
    }
    return new Shares(kept.baseMinor(), subsidy, commission, supplies, host);
  }

  /** What all suppliers get together. */
  public long suppliesMinor() {
    return supplies.values().stream().reduce(0L, Math::addExact);
  }

  /** Whose order is settled, under which id of a movement. */
  public record Subject(String orderId, String hostId, String subjectId, Currency currency) {}

  /**
   * The movement from the shares of {@code before} to these; empty when nothing moves.
   *
   * @param before {@link #NONE} for the first settlement
   */
  public Optional<Transfer> since(Shares before, Subject subject) {
    List<Entry> entries = new ArrayList<>();
    Currency currency = subject.currency();
    add(entries, Purse.HOST_OWED, subject.hostId(), new Money(baseMinor - before.baseMinor, currency));
    add(entries, Purse.PLATFORM_COST, "", new Money(subsidyMinor - before.subsidyMinor, currency));
    add(entries, Purse.PLATFORM_INCOME, "",
        new Money(before.commissionMinor - commissionMinor, currency));
    TreeSet<String> supplierIds = new TreeSet<>(supplies.keySet());
    supplierIds.addAll(before.supplies.keySet());
    for (String supplierId : supplierIds) {
      add(entries, Purse.SUPPLIER_DUE, supplierId, new Money(
          before.supplies.getOrDefault(supplierId, 0L) - supplies.getOrDefault(supplierId, 0L), currency));
    }
    add(entries, Purse.HOST_DUE, subject.hostId(), new Money(before.hostMinor - hostMinor, currency));
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Kind kind = before.equals(NONE) ? Kind.SETTLED : Kind.UNSETTLED;
    return Optional.of(new Transfer(kind, subject.orderId(), "", subject.subjectId(), entries));
  }

  private static void add(List<Entry> entries, Purse purse, String ownerId, Money amount) {
    if (amount.minor() != 0) {
      entries.add(new Entry(purse, ownerId, amount));
    }
  }
}
