package laotie.goods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import laotie.fact.Money;
import laotie.goods.Draft.Variant;
import laotie.goods.SheetIssue.Kind;
import laotie.goods.Takeover.Known;
import laotie.goods.Takeover.Outcome;
import laotie.goods.Takeover.Shelved;
import laotie.goods.Takeover.ShelvedItem;
import org.junit.jupiter.api.Test;

class TakeoverTest {

  private static final String RED = "TITLE=Tee|STORY=Soft|TYPE=Shirts|OPTION1=Red|CODE=T-1|PRICE=10|STOCK=5";
  private static final String BLUE = "OPTION1=Blue|CODE=T-2|PRICE=12|STOCK=7";

  private int made;

  private final Supplier<String> ids = () -> "sku_" + ++made;

  private Outcome decide(Optional<Known> known, String... rows) {
    return Takeover.decide(SheetTest.read(rows).product().orElseThrow(), SheetTest.RULES, known, ids);
  }

  private Outcome.Put put(Optional<Known> known, String... rows) {
    return (Outcome.Put) decide(known, rows);
  }

  private static List<Kind> refused(Outcome outcome) {
    return ((Outcome.Refused) outcome).issues().stream().map(SheetIssue::kind).toList();
  }

  /** The shelf after a change. */
  private static Known after(Optional<Known> before, Outcome.Put put) {
    List<ShelvedItem> items = new ArrayList<>();
    for (Variant variant : put.draft().variants()) {
      long available = before.stream().flatMap(known -> known.shelved().items().stream())
          .filter(item -> item.skuId().equals(variant.skuId())).mapToLong(ShelvedItem::available).sum();
      items.add(new ShelvedItem(
          variant.skuId(), variant.name(), variant.price(), available + variant.supply(), true));
    }
    before.ifPresent(known -> known.shelved().items().stream()
        .filter(item -> items.stream().noneMatch(now -> now.skuId().equals(item.skuId())))
        .forEach(item -> items.add(
            new ShelvedItem(item.skuId(), item.name(), item.price(), item.available(), false))));
    return new Known(put.taken(), new Shelved(put.draft().title(), put.draft().story(),
        put.draft().category(), put.isListed(), items));
  }

  private Known listed(String... rows) {
    return after(Optional.empty(), put(Optional.empty(), rows));
  }

  @Test
  void aNewProductGoesOnTheShelfWithAllItsStock() {
    Outcome.Put put = put(Optional.empty(), RED, BLUE);
    assertThat(put.draft()).isEqualTo(new Draft("Tee", "Soft", "Shirts", List.of(
        new Variant("sku_1", "Red", Money.cny(1_000), 5),
        new Variant("sku_2", "Blue", Money.cny(1_200), 7))));
    assertThat(put.isListed()).isTrue();
    assertThat(put.fresh()).containsExactlyInAnyOrder("sku_1", "sku_2");
  }

  @Test
  void theSameTableAgainChangesNothing() {
    Known known = listed(RED, BLUE);
    assertThat(decide(Optional.of(known), RED, BLUE)).isEqualTo(new Outcome.Same(known.last(), List.of()));
    assertThat(decide(Optional.of(known), BLUE.replace("OPT", "TITLE=Tee|OPT"), RED))
        .as("in another order").isInstanceOf(Outcome.Same.class);
  }

  @Test
  void whatWasSoldOrEditedHereStaysWhenTheTableSaysNothingNew() {
    Known known = listed(RED, BLUE);
    Shelved edited = new Shelved("Our tee", "Softer", "Tops", false, List.of(
        new ShelvedItem("sku_1", "Crimson", Money.cny(999), 1, true),
        new ShelvedItem("sku_2", "Blue", Money.cny(1_200), 7, false),
        new ShelvedItem("sku_9", "Gift box", Money.cny(2_000), 3, true)));
    assertThat(decide(Optional.of(new Known(known.last(), edited)), RED, BLUE))
        .isInstanceOf(Outcome.Same.class);

    Outcome.Put put = put(Optional.of(new Known(known.last(), edited)),
        RED.replace("PRICE=10|STOCK=5", "PRICE=11|STOCK=9"), BLUE);
    assertThat(put.draft()).isEqualTo(new Draft("Our tee", "Softer", "Tops", List.of(
        new Variant("sku_1", "Crimson", Money.cny(1_100), 4),
        new Variant("sku_9", "Gift box", Money.cny(2_000), 0))));
    assertThat(put.isListed()).isFalse();
    assertThat(put.fresh()).isEmpty();
  }

  @Test
  void takesNoMoreAwayThanWasNotPromised() {
    Known known = listed(RED);
    Shelved sold = new Shelved("Tee", "Soft", "Shirts", true,
        List.of(new ShelvedItem("sku_1", "Red", Money.cny(1_000), 2, true)));
    Known now = new Known(known.last(), sold);
    assertThat(put(Optional.of(now), RED.replace("STOCK=5", "STOCK=3")).draft().variants())
        .extracting(Variant::supply).containsExactly(-2L);
    assertThat(refused(decide(Optional.of(now), RED.replace("STOCK=5", "STOCK=2"))))
        .containsExactly(Kind.SUPPLY_BELOW_PROMISED);
  }

  @Test
  void variantsAreKnownAgainByNumberElseByOptions() {
    Known known = listed(RED, BLUE);
    Outcome.Put renamed = put(Optional.of(known), RED.replace("Red", "Rouge"), BLUE.replace("T-2", "T-3"));
    assertThat(renamed.fresh()).isEmpty();
    assertThat(renamed.draft().variants()).extracting(Variant::name).containsExactly("Rouge", "Blue");
    assertThat(decide(Optional.of(after(Optional.of(known), renamed)), RED.replace("Red", "Rouge"),
        BLUE.replace("T-2", "T-3"))).isInstanceOf(Outcome.Same.class);
  }

  @Test
  void aVariantTheTableNoLongerHasIsNoLongerOffered() {
    Known known = listed(RED, BLUE);
    Outcome.Put put = put(Optional.of(known), RED);
    assertThat(put.draft().variants()).extracting(Variant::skuId).containsExactly("sku_1");
    Outcome.Put more = put(Optional.of(known), RED, BLUE, "OPTION1=Green|CODE=T-3|PRICE=9|STOCK=1");
    assertThat(more.fresh()).isEqualTo(Set.of("sku_3"));
  }

  @Test
  void aTableOfPricesAndStockAloneKeepsTheRest() {
    Known known = listed(RED, BLUE);
    Outcome.Put put = put(Optional.of(known), "CODE=T-1|STOCK=8", "CODE=T-2|STOCK=7");
    assertThat(put.draft().title()).isEqualTo("Tee");
    assertThat(put.draft().variants()).extracting(Variant::supply).containsExactly(3L, 0L);
    assertThat(put.draft().variants()).extracting(Variant::price)
        .containsExactly(Money.cny(1_000), Money.cny(1_200));
    assertThat(refused(decide(Optional.empty(), "CODE=T-1|STOCK=8")))
        .containsExactly(Kind.TITLE_MISSING, Kind.PRICE_MISSING);
  }

  @Test
  void heldBackProductsWaitForTheirHost() {
    Sheet.Rules held = new Sheet.Rules(SheetTest.CNY, "其他", "标准", true);
    Outcome.Put put = (Outcome.Put) Takeover.decide(
        SheetTest.read(RED).product().orElseThrow(), held, Optional.empty(), ids);
    assertThat(put.isListed()).isFalse();
    Known known = after(Optional.empty(), put);
    assertThat(decide(Optional.of(known), RED)).isInstanceOf(Outcome.Same.class);
    assertThat(put(Optional.of(known), RED + "|STATUS=active").isListed()).isTrue();
  }

  @Test
  void theHostsWordForAnOnlyVariantIsNoNews() {
    Known known = listed("TITLE=Mug|PRICE=9|STOCK=1");
    assertThat(known.shelved().items()).extracting(ShelvedItem::name).containsExactly("标准");
    Sheet.Rules english = new Sheet.Rules(SheetTest.CNY, "Other", "Standard", false);
    SheetProduct product =
        Sheet.read("tee", SheetTest.rows("TITLE=Mug|PRICE=9|STOCK=1"), english).product().orElseThrow();
    assertThat(Takeover.decide(product, english, Optional.of(known), ids)).isInstanceOf(Outcome.Same.class);
  }

  @Test
  void oneProductHasOneCurrency() {
    Known known = listed(RED);
    Shelved withOwn = new Shelved("Tee", "Soft", "Shirts", true, List.of(
        new ShelvedItem("sku_1", "Red", Money.cny(1_000), 5, true),
        new ShelvedItem("sku_9", "Box", Money.cny(100), 5, true)));
    Sheet.Rules dollars = new Sheet.Rules(Currency.getInstance("USD"), "其他", "标准", false);
    SheetProduct product = Sheet.read("tee", SheetTest.rows(RED), dollars).product().orElseThrow();
    assertThat(refused(Takeover.decide(
        product, dollars, Optional.of(new Known(known.last(), withOwn)), ids)))
        .containsExactly(Kind.CURRENCIES_MIXED);
    assertThat(Takeover.decide(product, dollars, Optional.of(known), ids)).isInstanceOf(Outcome.Put.class);
  }

  /** Whatever two tables say: the second of either taken twice changes nothing, and stock adds up. */
  @Test
  void anyTableTakenTwiceChangesNothing() {
    Random chance = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      Optional<Known> known = Optional.empty();
      for (int step = 0; step < 4; step++) {
        String[] table = anyTable(chance);
        if (decide(known, table) instanceof Outcome.Put put) {
          Known next = after(known, put);
          assertThat(decide(Optional.of(next), table)).as(String.join("\n", table))
              .isInstanceOf(Outcome.Same.class);
          known = Optional.of(next);
        }
      }
    }
  }

  private static String[] anyTable(Random chance) {
    List<String> rows = new ArrayList<>();
    for (String option : List.of("a", "b", "c", "d")) {
      if (chance.nextBoolean()) {
        rows.add("TITLE=T" + chance.nextInt(2) + "|OPTION1=" + option
            + (chance.nextBoolean() ? "|CODE=" + option + chance.nextInt(2) : "")
            + "|PRICE=" + (1 + chance.nextInt(3)) + "|STOCK=" + chance.nextInt(4)
            + (chance.nextInt(3) == 0 ? "|PUBLISHED=" + chance.nextBoolean() : ""));
      }
    }
    return rows.isEmpty() ? new String[] {"TITLE=T|PRICE=1"} : rows.toArray(String[]::new);
  }
}
