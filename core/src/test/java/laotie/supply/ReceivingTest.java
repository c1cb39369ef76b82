package laotie.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;
import laotie.fact.Money;
import laotie.fact.SupplyFact.ConsignmentAccepted;
import laotie.fact.SupplyFact.ConsignmentAnnounced;
import laotie.fact.SupplyFact.ConsignmentCounted;
import laotie.fact.SupplyFact.ConsignmentWithdrawn;
import laotie.supply.Consignment.Count;
import laotie.supply.Consignment.Difference;
import laotie.supply.Consignment.Line;
import laotie.supply.Consignment.State;
import org.junit.jupiter.api.Test;

class ReceivingTest {

  private static final Consignment ANNOUNCED = new Consignment("con_1", "host_1", "sup_1", State.ANNOUNCED,
      List.of(line("sku_1", 100), line("sku_2", 40)));

  private static Line line(String skuId, long units) {
    return new Line(skuId, units, Money.cny(1_500), Optional.empty());
  }

  private static Accepted<Consignment> accepted(Decision<Consignment> decision) {
    return (Accepted<Consignment>) decision;
  }

  private static SupplyReason reason(Decision<Consignment> decision) {
    return (SupplyReason) ((Refused<Consignment>) decision).reason();
  }

  private static Consignment counted(Count first, Count second) {
    return accepted(Receiving.count(ANNOUNCED, Map.of("sku_1", first, "sku_2", second))).value();
  }

  @Test
  void announcingTellsAllUnits() {
    assertThat(accepted(Receiving.announce(ANNOUNCED)).facts())
        .containsExactly(new ConsignmentAnnounced("con_1", "host_1", "sup_1", 140));
  }

  @Test
  void linesMayBeCountedOneByOne() {
    Accepted<Consignment> half = accepted(Receiving.count(ANNOUNCED, Map.of("sku_1", new Count(90, 3))));
    assertThat(half.value().state()).isEqualTo(State.ANNOUNCED);
    assertThat(half.facts()).isEmpty();
    Accepted<Consignment> whole =
        accepted(Receiving.count(half.value(), Map.of("sku_2", new Count(45, 0))));
    assertThat(whole.value().state()).isEqualTo(State.COUNTED);
    assertThat(whole.facts())
        .containsExactly(new ConsignmentCounted("con_1", "host_1", 135, 7, 5, 3));
  }

  @Test
  void shortOverAndDamagedAreToldApart() {
    Consignment counted = counted(new Count(90, 3), new Count(45, 0));
    assertThat(counted.lines().get(0).difference()).isEqualTo(new Difference(7, 0, 3));
    assertThat(counted.lines().get(1).difference()).isEqualTo(new Difference(0, 5, 0));
    assertThat(counted(new Count(100, 0), new Count(40, 0)).difference()).isEqualTo(Difference.NONE);
    assertThat(counted(new Count(0, 0), new Count(0, 40)).difference())
        .isEqualTo(new Difference(100, 0, 40));
    assertThat(ANNOUNCED.difference()).isEqualTo(Difference.NONE);
  }

  @Test
  void aRecountReplacesTheCountAndARepeatIsNoNews() {
    Consignment counted = counted(new Count(90, 3), new Count(45, 0));
    Accepted<Consignment> again =
        accepted(Receiving.count(counted, Map.of("sku_1", new Count(100, 0))));
    assertThat(again.value().good()).isEqualTo(145);
    assertThat(again.facts()).hasSize(1);
    assertThat(accepted(Receiving.count(counted, Map.of("sku_1", new Count(90, 3)))).facts()).isEmpty();
  }

  @Test
  void acceptsWhatWasCountedOnceAndNothingUncounted() {
    assertThat(reason(Receiving.accept(ANNOUNCED, "whs_1"))).isEqualTo(SupplyReason.COUNT_MISSING);
    Accepted<Consignment> accepted =
        accepted(Receiving.accept(counted(new Count(90, 3), new Count(45, 0)), "whs_1"));
    assertThat(accepted.facts())
        .containsExactly(new ConsignmentAccepted("con_1", "host_1", "sup_1", "whs_1", 135));
    assertThat(accepted(Receiving.accept(accepted.value(), "whs_2")).facts()).isEmpty();
    assertThat(reason(Receiving.count(accepted.value(), Map.of("sku_1", new Count(1, 0)))))
        .isEqualTo(SupplyReason.CONSIGNMENT_OVER);
    assertThat(reason(Receiving.withdraw(accepted.value()))).isEqualTo(SupplyReason.CONSIGNMENT_OVER);
  }

  @Test
  void whatWasWithdrawnNeverComesIn() {
    Accepted<Consignment> withdrawn = accepted(Receiving.withdraw(ANNOUNCED));
    assertThat(withdrawn.facts()).containsExactly(new ConsignmentWithdrawn("con_1", "host_1", "sup_1"));
    assertThat(accepted(Receiving.withdraw(withdrawn.value())).facts()).isEmpty();
    assertThat(reason(Receiving.accept(withdrawn.value(), "whs_1")))
        .isEqualTo(SupplyReason.CONSIGNMENT_OVER);
  }

  @Test
  void refusesWhatCanNeverBe() {
    assertThatThrownBy(() -> line("sku_1", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Count(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Consignment("con_1", "host_1", "sup_1", State.ANNOUNCED,
        List.of(line("sku_1", 1), line("sku_1", 2)))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Consignment("con_1", "host_1", "sup_1", State.ANNOUNCED, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
