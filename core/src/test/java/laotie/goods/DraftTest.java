package laotie.goods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.List;
import laotie.fact.Money;
import laotie.goods.Draft.Variant;
import laotie.goods.Draft.Wrong;
import org.junit.jupiter.api.Test;

class DraftTest {

  private static final Variant GOOD = new Variant("", "M", Money.cny(8_000), 10);

  private static String pointer(Draft draft) {
    return draft.wrong().map(Wrong::pointer).orElse("");
  }

  private static Draft with(Variant variant) {
    return new Draft("连衣裙", "", "服装", List.of(variant));
  }

  @Test
  void acceptsAProductWithOneVariant() {
    assertThat(with(GOOD).wrong()).isEmpty();
  }

  @Test
  void namesTheFirstWrongField() {
    assertThat(pointer(new Draft(" ", "", "", List.of()))).isEqualTo("/title");
    assertThat(pointer(new Draft("a".repeat(81), "", "x", List.of(GOOD)))).isEqualTo("/title");
    assertThat(pointer(new Draft("a", "s".repeat(4_001), "x", List.of(GOOD)))).isEqualTo("/story");
    assertThat(pointer(new Draft("a", "", "", List.of(GOOD)))).isEqualTo("/category");
    assertThat(pointer(new Draft("a", "", "x", List.of()))).isEqualTo("/skus");
  }

  @Test
  void refusesAPriceOfZeroAndBelow() {
    assertThat(pointer(with(new Variant("", "M", Money.cny(0), 1)))).isEqualTo("/skus/0/price/minor");
    assertThat(pointer(with(new Variant("", "M", Money.cny(-1), 1)))).isEqualTo("/skus/0/price/minor");
    assertThat(pointer(with(new Variant("", "M", Money.cny(1), 1)))).isEmpty();
  }

  @Test
  void refusesTwoCurrenciesInOneProduct() {
    Variant dollars = new Variant("", "L", new Money(1, Currency.getInstance("USD")), 1);
    assertThat(pointer(new Draft("a", "", "x", List.of(GOOD, dollars)))).isEqualTo("/skus/1/price/currency");
  }

  @Test
  void onlyAKnownVariantGivesUnitsBack() {
    assertThat(pointer(with(new Variant("", "M", Money.cny(1), -1)))).isEqualTo("/skus/0/supply");
    assertThat(pointer(with(new Variant("sku_1", "M", Money.cny(1), -1)))).isEmpty();
  }
}
