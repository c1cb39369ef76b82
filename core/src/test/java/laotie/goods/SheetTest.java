package laotie.goods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import laotie.goods.SheetIssue.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetTest {

  static final Currency CNY = Currency.getInstance("CNY");
  static final Sheet.Rules RULES = new Sheet.Rules(CNY, "其他", "标准", false);

  /** Rows of one product from row 2 on; a row is {@code FIELD=cell|FIELD=cell}. */
  static List<SheetRow> rows(String... texts) {
    List<SheetRow> rows = new ArrayList<>();
    for (String text : texts) {
      Map<SheetField, String> cells = new EnumMap<>(SheetField.class);
      for (String cell : text.split("\\|")) {
        cells.put(SheetField.valueOf(cell.split("=")[0]), cell.substring(cell.indexOf('=') + 1));
      }
      rows.add(new SheetRow(rows.size() + 2, cells));
    }
    return rows;
  }

  static Sheet.Reading read(String... texts) {
    return Sheet.read("tee", rows(texts), RULES);
  }

  private static List<Kind> kinds(Sheet.Reading reading) {
    return reading.issues().stream().map(SheetIssue::kind).toList();
  }

  @Test
  void readsVariantsAndPicturesOutOfTheRowsBelow() {
    SheetProduct product = read(
        "TITLE=Tee|STORY=Soft|TYPE=Shirts|OPTION1=Red|OPTION2=S|CODE=T-1|PRICE=19.90|STOCK=3"
            + "|PICTURE=http://a/1",
        "OPTION1=Red|OPTION2=M|CODE=T-2|PRICE=21|STOCK=0|PICTURE=http://a/2",
        "PICTURE=http://a/3", "PICTURE=http://a/1").product().orElseThrow();
    assertThat(product.title()).contains("Tee");
    assertThat(product.category()).contains("Shirts");
    assertThat(product.isListed()).isEmpty();
    assertThat(product.items()).containsExactly(
        new SheetProduct.Item(2, "T-1", "Red / S", Optional.of("Red / S"),
            OptionalLong.of(1_990), OptionalLong.of(3)),
        new SheetProduct.Item(3, "T-2", "Red / M", Optional.of("Red / M"),
            OptionalLong.of(2_100), OptionalLong.of(0)));
    assertThat(product.pictureUrls()).containsExactly("http://a/1", "http://a/2", "http://a/3");
  }

  @Test
  void aProductWithoutOptionsHasOnePlainVariant() {
    SheetProduct product =
        read("TITLE=Mug|OPTION1=Default Title|PRICE=9", "PICTURE=http://a/2").product().orElseThrow();
    assertThat(product.items()).containsExactly(
        new SheetProduct.Item(2, "", "", Optional.empty(), OptionalLong.of(900), OptionalLong.empty()));
  }

  @Test
  void variantsWithoutOptionsAreToldByTheirNumbers() {
    assertThat(read("TITLE=Rice|CODE=5kg|PRICE=1", "CODE=10kg|PRICE=2").product().orElseThrow().items())
        .extracting(item -> item.name().orElseThrow()).containsExactly("5kg", "10kg");
    assertThat(kinds(read("TITLE=Rice|PRICE=1", "PRICE=2"))).containsExactly(Kind.VARIANT_TWICE);
    assertThat(read("TITLE=A|OPTION1=a|CODE=1|PRICE=1", "OPTION1=b|CODE=1|PRICE=1").product().orElseThrow()
        .items()).extracting(SheetProduct.Item::code).containsExactly("", "");
  }

  @Test
  void aRowThatOnlySaysWhatTheProductIsIsNoVariant() {
    assertThat(read("TITLE=Tee", "OPTION1=S|PRICE=1", "OPTION1=M|PRICE=1").product().orElseThrow().items())
        .extracting(SheetProduct.Item::row).containsExactly(3L, 4L);
  }

  @Test
  void theLastStepOfATaxonomyIsTheCategory() {
    assertThat(read("TITLE=A|CATEGORY=Apparel > Clothing > Dresses|PRICE=1").product().orElseThrow()
        .category()).contains("Dresses");
    assertThat(read("TITLE=A|CATEGORY=Apparel > |PRICE=1").product().orElseThrow().category()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"TRUE,active,true", "TRUE,draft,false", "FALSE,active,false", "是,在售,true", "下架,,false",
      "maybe,,false"})
  void isListedWhenNothingSaysNo(String published, String status, boolean isListed) {
    Sheet.Reading reading = read("TITLE=A|PRICE=1|PUBLISHED=" + published
        + (status == null ? "" : "|STATUS=" + status));
    assertThat(reading.product().orElseThrow().isListed()).contains(isListed);
    assertThat(kinds(reading)).hasSize("maybe".equals(published) ? 1 : 0);
  }

  @Test
  void cutsWhatIsTooLongAndSaysSo() {
    Sheet.Reading reading = read("TITLE=" + "😀".repeat(60) + "|STORY=" + "x".repeat(5_000) + "|OPTION1="
        + "y".repeat(50) + "|PRICE=1");
    assertThat(kinds(reading))
        .containsExactlyInAnyOrder(Kind.TITLE_CUT, Kind.STORY_CUT, Kind.VARIANT_NAME_CUT);
    SheetProduct product = reading.product().orElseThrow();
    assertThat(product.title().orElseThrow()).isEqualTo("😀".repeat(40));
    assertThat(product.items().getFirst().name().orElseThrow()).hasSize(40);
    assertThat(kinds(read("TITLE=A|OPTION1=" + "y".repeat(50) + "1|PRICE=1",
        "OPTION1=" + "y".repeat(50) + "2|PRICE=1"))).contains(Kind.VARIANT_TWICE);
  }

  @Test
  void refusesWhatIsNoPriceAndNoStock() {
    assertThat(kinds(read("TITLE=A|PRICE=cheap"))).containsExactly(Kind.PRICE_UNREADABLE);
    assertThat(kinds(read("TITLE=A|PRICE=0"))).containsExactly(Kind.PRICE_OUT_OF_RANGE);
    assertThat(kinds(read("TITLE=A|PRICE=-1"))).containsExactly(Kind.PRICE_OUT_OF_RANGE);
    assertThat(kinds(read("TITLE=A|PRICE=1.999"))).containsExactly(Kind.PRICE_UNREADABLE);
    assertThat(kinds(read("TITLE=A|PRICE=10000000.01"))).containsExactly(Kind.PRICE_OUT_OF_RANGE);
    assertThat(kinds(read("TITLE=A|PRICE=1|STOCK=few"))).containsExactly(Kind.STOCK_UNREADABLE);
    assertThat(kinds(read("TITLE=A|PRICE=1|STOCK=1.5"))).containsExactly(Kind.STOCK_UNREADABLE);
    assertThat(kinds(read("TITLE=A|PRICE=1|STOCK=10000001"))).containsExactly(Kind.STOCK_TOO_LARGE);
    Sheet.Reading below = read("TITLE=A|PRICE=1|STOCK=-4");
    assertThat(kinds(below)).containsExactly(Kind.STOCK_NEGATIVE);
    assertThat(below.product().orElseThrow().items().getFirst().stock()).hasValue(0);
  }

  @Test
  void refusesMoreThanTheShelfHolds() {
    String[] many = new String[51];
    String[] pictures = new String[1_001];
    for (int i = 0; i < many.length; i++) {
      many[i] = "TITLE=A|OPTION1=" + i + "|PRICE=1";
    }
    for (int i = 0; i < pictures.length; i++) {
      pictures[i] = "TITLE=A|PICTURE=http://a/" + i;
    }
    assertThat(kinds(read(many))).containsExactly(Kind.VARIANTS_TOO_MANY);
    assertThat(kinds(read(pictures))).containsExactly(Kind.ROWS_TOO_MANY);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "19.90;1990", "19.9;1990", "19;1900", "¥19.90;1990", "￥ 19.90;1990", "19.90元;1990", "19.90 CNY;1990",
      "１９．９０;1990", "1,299.00;129900", "1.299,00;129900", "19,90;1990", "1,299;129900", "1 299.00;129900",
      "19.900;1990", "0.01;1", "$5;500", "US$5;500", "1.299;-1", "12,34,56;-1", "1e3;-1", "0x10;-1", "NaN;-1",
      "--5;-1", ".5;-1", "99999999999999999999;-1", "1.2.3;-1", "five;-1", "5 kg;-1"})
  void readsAmountsExactlyOrNotAtAll(String cell, long minor) {
    assertThat(SheetNumbers.minor(cell, CNY)).isEqualTo(
        minor < 0 ? OptionalLong.empty() : OptionalLong.of(minor));
  }

  @Test
  void readsAmountsInTheUnitsOfTheirCurrency() {
    assertThat(SheetNumbers.minor("1999.00", Currency.getInstance("JPY"))).hasValue(1_999);
    assertThat(SheetNumbers.minor("19.5", Currency.getInstance("JPY"))).isEmpty();
    assertThat(SheetNumbers.minor("1.234", Currency.getInstance("KWD"))).hasValue(1_234);
    assertThat(SheetNumbers.units("1,200")).hasValue(1_200);
    assertThat(SheetNumbers.units("12.0")).hasValue(12);
    assertThat(SheetNumbers.units("9".repeat(2_000))).isEmpty();
  }

  @Test
  void knowsTheHeadersOfShopifyOldAndNew() {
    List<String> old = List.of("handle", "title", "bodyhtml", "vendor", "type", "tags", "published",
        "option1name", "option1value", "option2name", "option2value", "variantsku", "variantgrams",
        "variantinventoryqty", "variantprice", "variantcompareatprice", "imagesrc", "imageposition",
        "status");
    assertThat(SheetField.suggested(old)).containsEntry(SheetField.HANDLE, 0)
        .containsEntry(SheetField.STORY, 2).containsEntry(SheetField.TYPE, 4)
        .containsEntry(SheetField.PUBLISHED, 6).containsEntry(SheetField.OPTION1, 8)
        .containsEntry(SheetField.CODE, 11).containsEntry(SheetField.STOCK, 13)
        .containsEntry(SheetField.PRICE, 14).containsEntry(SheetField.PICTURE, 16)
        .containsEntry(SheetField.STATUS, 18).doesNotContainKey(SheetField.OPTION3);
    List<String> fresh = List.of("title", "urlhandle", "description", "vendor", "productcategory", "type",
        "tags", "publishedononlinestore", "status", "sku", "barcode", "option1name", "option1value", "price",
        "priceinternational", "compareatprice", "inventoryquantity", "productimageurl", "variantimageurl");
    assertThat(SheetField.suggested(fresh)).containsEntry(SheetField.HANDLE, 1)
        .containsEntry(SheetField.STORY, 2).containsEntry(SheetField.CATEGORY, 4)
        .containsEntry(SheetField.CODE, 9).containsEntry(SheetField.PRICE, 13)
        .containsEntry(SheetField.STOCK, 16).containsEntry(SheetField.PICTURE, 17);
    assertThat(SheetField.suggested(List.of("商品名称", "规格", "价格元", "库存"))).hasSize(4);
  }
}
