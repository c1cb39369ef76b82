package laotie.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import laotie.fact.Money;
import laotie.payments.Finding.Verdict;
import laotie.payments.Movement.Kind;
import laotie.payments.Reconciliation.Book;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

  private static final Instant NOON = Instant.parse("2026-11-28T04:00:00Z");

  private static Movement moved(Kind kind, String id, Money amount) {
    return new Movement(kind, id, "ref_" + id, amount, Money.cny(0), NOON);
  }

  private static Movement paid(String id, long minor) {
    return moved(Kind.PAYMENT, id, Money.cny(minor));
  }

  private static Book day(Movement... movements) {
    return new Book(List.of(movements), List.of());
  }

  private static List<Verdict> verdicts(Book theirs, Book ours) {
    return Reconciliation.compare(theirs, ours).stream().map(Finding::verdict).toList();
  }

  @Test
  void sameMovementsMatch() {
    assertThat(verdicts(day(paid("a", 1), paid("b", 2)), day(paid("b", 2), paid("a", 1))))
        .containsExactly(Verdict.MATCHED, Verdict.MATCHED);
  }

  @Test
  void moneyTheGatewayTookWithoutOurKnowledgeIsMissingHere() {
    Movement foreign = new Movement(Kind.PAYMENT, "", "4200001", Money.cny(9), Money.cny(0), NOON);
    assertThat(verdicts(day(paid("a", 1), foreign), day())).containsExactly(
        Verdict.MISSING_HERE, Verdict.MISSING_HERE);
  }

  @Test
  void moneyOnlyWeSpeakOfIsMissingThere() {
    assertThat(verdicts(day(), day(paid("a", 1)))).containsExactly(Verdict.MISSING_THERE);
  }

  @Test
  void anotherAmountOrCurrencyDiffers() {
    Movement dollars = moved(Kind.PAYMENT, "b", new Money(2, Currency.getInstance("USD")));
    assertThat(verdicts(day(paid("a", 1), dollars), day(paid("a", 2), paid("b", 2))))
        .containsExactly(Verdict.AMOUNTS_DIFFER, Verdict.AMOUNTS_DIFFER);
  }

  @Test
  void aRefundIsNotThePaymentOfTheSameId() {
    assertThat(verdicts(day(paid("a", 1)), day(moved(Kind.REFUND, "a", Money.cny(1)))))
        .containsExactly(Verdict.MISSING_HERE, Verdict.MISSING_THERE);
  }

  @Test
  void whatMovedTwiceThereIsSaidOfTheSecond() {
    assertThat(verdicts(day(paid("a", 1), paid("a", 1)), day(paid("a", 1))))
        .containsExactly(Verdict.MATCHED, Verdict.TWICE_THERE);
  }

  @Test
  void midnightBetweenTheTwoBooksIsNoDifference() {
    Book theirs = new Book(List.of(paid("late", 1)), List.of(paid("yesterday", 2)));
    Book ours = new Book(List.of(paid("yesterday", 2)), List.of(paid("late", 1)));
    assertThat(verdicts(theirs, ours)).containsExactly(Verdict.MATCHED);
  }

  @Test
  void everyMovementOfTheDayGetsOneFindingInAnyOrder() {
    Random chance = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Movement> theirs = new ArrayList<>();
      List<Movement> ours = new ArrayList<>();
      int common = chance.nextInt(20);
      int here = chance.nextInt(5);
      int there = chance.nextInt(5);
      for (int i = 0; i < common; i++) {
        theirs.add(paid("c" + i, i + 1));
        ours.add(paid("c" + i, i + 1));
      }
      for (int i = 0; i < there; i++) {
        theirs.add(paid("t" + i, i + 1));
      }
      for (int i = 0; i < here; i++) {
        ours.add(paid("o" + i, i + 1));
      }
      Collections.shuffle(theirs, chance);
      Collections.shuffle(ours, chance);
      List<Verdict> verdicts = verdicts(new Book(theirs, List.of()), new Book(ours, List.of()));
      assertThat(Collections.frequency(verdicts, Verdict.MATCHED)).isEqualTo(common);
      assertThat(Collections.frequency(verdicts, Verdict.MISSING_HERE)).isEqualTo(there);
      assertThat(Collections.frequency(verdicts, Verdict.MISSING_THERE)).isEqualTo(here);
      assertThat(verdicts).hasSize(common + here + there);
    }
  }
}
