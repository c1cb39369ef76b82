package laotie.server.goods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.RowStore;
import org.junit.jupiter.api.Test;

/** Goods come from tables: looked at first, taken over once, and never below what buyers were promised. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class ImportTest {

  private static final String HEAD = "Handle,Title,Type,Option1 Value,Variant SKU,Variant Inventory Qty,"
      + "Variant Price\n";

  @Inject Database database;

  @Inject Goods goods;

  private final ImportDesk desk = new ImportDesk(Stall.host());

  private static byte[] with(String table, String what, String by) {
    return table.replace(what, by).getBytes(StandardCharsets.UTF_8);
  }

  private static String old() {
    return new String(ImportDesk.sample("shopify-old.csv"), StandardCharsets.UTF_8);
  }

  private long facts() {
    return database.read(connection -> RowStore.one(connection,
        "select count(*) as n from log where body->>'hostId' = ? limit 1", row -> row.getLong("n"),
        desk.hostId()).orElseThrow());
  }

  @Test
  void showsAnExportBeforeAnythingIsWritten() {
    String importId = desk.preview(ImportDesk.sample("shopify-old.csv"));
    JsonPath read = desk.read(importId);
    assertThat(read.getString("status")).isEqualTo("PREVIEW");
    assertThat(read.getString("charset")).isEqualTo("UTF-8");
    assertThat(read.getMap("settings.places")).containsEntry("HANDLE", 0).containsEntry("PRICE", 20)
        .containsEntry("STOCK", 17).containsEntry("PICTURE", 25);
    assertThat(read.getMap("counts.products")).isEqualTo(Map.of("NEW", 3, "REFUSED", 1));
    assertThat(read.getInt("counts.rows")).isEqualTo(7);
    assertThat(read.getInt("counts.pictures")).isEqualTo(3);
    assertThat(desk.issues(importId)).containsExactly("7 STOCK_NEGATIVE", "8 PRICE_UNREADABLE");
    JsonPath samples = desk.get(importId, "/samples");
    assertThat(samples.getList("items.title"))
        .containsExactly("Floral dress", "Clay mug", "Winter coat", "");
    assertThat(samples.getString("items[0].story"))
        .isEqualTo("Light cotton, made in Yunnan.\n· Washes cold\n· Dries fast & well");
    assertThat(samples.getList("items[0].items.name")).containsExactly("Red / S", "Red / M", "Blue / S");
    assertThat(samples.getInt("items[0].items[2].price.minor")).isEqualTo(20_950);
    assertThat(samples.getList("items[0].pictureUrls")).hasSize(3);
    assertThat(facts()).isZero();
  }

  @Test
  void takesAnOldExportOver() {
    JsonPath done = desk.all(ImportDesk.sample("shopify-old.csv"));
    assertThat(done.getMap("counts.products")).isEqualTo(Map.of("CREATED", 3, "REFUSED", 1));
    JsonPath dress = desk.product("Floral dress");
    assertThat(dress.getString("category")).isEqualTo("Dress");
    assertThat(dress.getList("skus.price.minor")).containsExactly(19_900, 19_900, 20_950);
    assertThat(dress.getList("skus.available")).containsExactly(5, 7, 0);
    assertThat(desk.product("Clay mug").getString("category")).isEqualTo("Mugs");
    assertThat(desk.product("Winter coat").getBoolean("isListed")).isFalse();
    assertThat(desk.product("Winter coat").getInt("skus[0].price.minor")).isEqualTo(129_900);
    String source = "/api/v1/product-sources/" + dress.getString("productId");
    assertThat(Stall.as(desk.hostId()).get(source).jsonPath().getList("pictureUrls"))
        .containsExactly("https://cdn.example/dress-1.jpg?v=1", "https://cdn.example/dress-2.jpg",
            "https://cdn.example/dress-3.jpg");
  }

  @Test
  void theSameFileAgainChangesNothing() {
    desk.all(ImportDesk.sample("shopify-old.csv"));
    long before = facts();
    String importId = desk.preview(ImportDesk.sample("shopify-old.csv"));
    assertThat(desk.read(importId).getMap("counts.products")).isEqualTo(Map.of("SAME", 3, "REFUSED", 1));
    assertThat(desk.finish(importId).getMap("counts.products"))
        .isEqualTo(Map.of("UNCHANGED", 3, "REFUSED", 1));
    assertThat(facts()).isEqualTo(before);
  }

  @Test
  void aNewExportOfTheSameShopIsKnownAgain() {
    desk.all(ImportDesk.sample("shopify-old.csv"));
    JsonPath before = desk.product("Floral dress");
    JsonPath done = desk.all(ImportDesk.sample("shopify-new.csv"));
    assertThat(done.getMap("counts.products"))
        .isEqualTo(Map.of("CHANGED", 1, "UNCHANGED", 1, "CREATED", 1));
    JsonPath after = desk.product("Floral dress");
    assertThat(after.getList("skus.skuId")).isEqualTo(before.getList("skus.skuId"));
    assertThat(after.getList("skus.price.minor")).containsExactly(18_900, 19_900, 20_950);
    assertThat(after.getList("skus.available")).containsExactly(9, 7, 0);
    assertThat(goods.sku(after.getString("skus[0].skuId")).orElseThrow().price().minor()).isEqualTo(18_900);
  }

  @Test
  void stockNeverFallsBelowWhatWasPromised() {
    desk.all(ImportDesk.sample("shopify-old.csv"));
    String skuId = desk.product("Floral dress").getString("skus[0].skuId");
    database.write(connection -> {
      Goods.StockRow row = goods.lockStock(connection, List.of(skuId)).get(skuId);
      goods.saveStock(connection, List.of(new Goods.StockRow(skuId, 1, 3, 1, row.supplied())));
      return skuId;
    });
    assertThat(desk.all(ImportDesk.sample("shopify-old.csv")).getMap("counts.products"))
        .as("what was sold here is not put back").isEqualTo(Map.of("UNCHANGED", 3, "REFUSED", 1));
    String importId = desk.preview(with(old(), "FD-R-S,0.0,,5,", "FD-R-S,0.0,,3,"));
    assertThat(desk.issues(importId)).contains("2 SUPPLY_BELOW_PROMISED");
    assertThat(desk.finish(importId).getMap("counts.products"))
        .isEqualTo(Map.of("UNCHANGED", 2, "REFUSED", 2));
    desk.all(with(old(), "FD-R-S,0.0,,5,", "FD-R-S,0.0,,4,"));
    assertThat(desk.product("Floral dress").getList("skus.available")).containsExactly(0, 7, 0);
  }

  @Test
  void theTillMayTakeStockBetweenPreviewAndStart() {
    desk.all(HEAD + "a,A,T,,1,5,1\nb,B,T,,2,5,1\n");
    String importId = desk.preview(HEAD + "a,A,T,,1,1,1\nb,B,T,,2,4,1\n");
    assertThat(desk.read(importId).getMap("counts.products")).isEqualTo(Map.of("CHANGES", 2));
    String skuId = desk.product("A").getString("skus[0].skuId");
    database.write(connection -> {
      goods.lockStock(connection, List.of(skuId));
      goods.saveStock(connection, List.of(new Goods.StockRow(skuId, 2, 3, 0, 5)));
      return skuId;
    });
    assertThat(desk.finish(importId).getMap("counts.products"))
        .isEqualTo(Map.of("CHANGED", 1, "REFUSED", 1));
    assertThat(desk.issues(importId)).containsExactly("2 SUPPLY_BELOW_PROMISED");
    assertThat(desk.product("A").getInt("skus[0].available")).isEqualTo(2);
    assertThat(desk.product("B").getInt("skus[0].available")).isEqualTo(4);
  }

  @Test
  void readsTablesOfChineseShopsInTheirCharset() {
    String table = "商品名称;规格;价格（元）;库存\n碎花连衣裙;红 S;￥199.00;3\n;红 M;199;4\n小龙虾;;39.9;10\n";
    for (String charset : List.of("GBK", "UTF-8")) {
      ImportDesk shop = new ImportDesk(Stall.host());
      JsonPath done = shop.all(table.getBytes(Charset.forName(charset)));
      assertThat(done.getString("charset")).isEqualTo(charset.equals("GBK") ? "GB18030" : charset);
      assertThat(done.getMap("counts.products")).isEqualTo(Map.of("CREATED", 2));
      JsonPath dress = shop.product("碎花连衣裙");
      assertThat(dress.getList("skus.name")).containsExactly("红 S", "红 M");
      assertThat(dress.getString("category")).isEqualTo("其他");
      assertThat(shop.product("小龙虾").getString("skus[0].name")).isEqualTo("标准");
    }
    assertThat(desk.all(("\uFEFF" + table).getBytes(StandardCharsets.UTF_8)).getMap("counts.products"))
        .isEqualTo(Map.of("CREATED", 2));
  }

  @Test
  void theHostSaysWhatAColumnMeans() {
    String importId = desk.preview("what,how much,left\nTea,5,10\nCoffee,6.50,20\n");
    assertThat(desk.issues(importId)).containsExactly("2 HANDLE_MISSING", "3 HANDLE_MISSING");
    desk.change(importId, """
        {"places":{"TITLE":0,"PRICE":1,"STOCK":2},"currency":"USD","category":"Drinks",
         "plainName":"Standard","isHeldBack":true}""").statusCode(200)
        .body("status", equalTo("READING"));
    desk.awaitRead(importId);
    assertThat(desk.read(importId).getMap("counts.products")).isEqualTo(Map.of("NEW", 2));
    assertThat(desk.issues(importId)).isEmpty();
    desk.finish(importId);
    JsonPath tea = desk.product("Tea");
    assertThat(tea.getString("skus[0].price.currency")).isEqualTo("USD");
    assertThat(tea.getString("category")).isEqualTo("Drinks");
    assertThat(tea.getBoolean("isListed")).isFalse();
    desk.change(importId, "{\"places\":{},\"currency\":\"USD\",\"category\":\"a\",\"plainName\":\"b\"}")
        .statusCode(409).body("reason", equalTo("IMPORT_NOT_OPEN"));
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    String importId = desk.preview("title,price\nTea,5\n");
    desk.change(importId, """
        {"places":{"TITLE":7},"currency":"CNY","category":"a","plainName":"b"}""")
        .statusCode(422).body("errors[0].pointer", equalTo("/places"));
    desk.change(importId, """
        {"places":{"TITLE":0},"currency":"XXQ","category":"a","plainName":"b"}""")
        .statusCode(422).body("errors[0].pointer", equalTo("/currency"));
    desk.change(importId, """
        {"places":{"TITLE":0},"currency":"CNY","category":"a","plainName":"b","encoding":"ebcdic"}""")
        .statusCode(422).body("errors[0].pointer", equalTo("/encoding"));
  }

  @Test
  void nobodyElseSeesAnImport() {
    String importId = desk.preview(ImportDesk.sample("shopify-old.csv"));
    String door = "/api/v1/product-imports/" + importId;
    String other = Stall.host();
    for (String path : List.of("", "/samples", "/issues", "/issues.csv", "/products")) {
      Stall.as(other).get(door + path).then().statusCode(404);
      Stall.viewer().get(door + path).then().statusCode(403);
    }
    Stall.as(other).post(door + "/start").then().statusCode(404);
    Stall.as(other).delete(door).then().statusCode(404);
    new ImportDesk(other).change(importId, """
        {"places":{"TITLE":0},"currency":"CNY","category":"a","plainName":"b"}""").statusCode(404);
    assertThat(Stall.as(other).get("/api/v1/product-imports").jsonPath().getList("items")).isEmpty();
    Stall.viewer().contentType("text/csv").body("a").post("/api/v1/product-imports.csv")
        .then().statusCode(403);
    desk.finish(importId);
    String source = "/api/v1/product-sources/" + desk.product("Floral dress").getString("productId");
    assertThat(Stall.as(other).get(source).jsonPath().getList("pictureUrls")).isEmpty();
  }

  @Test
  void anotherHostsHandleIsAnotherProduct() {
    desk.all(HEAD + "a,Mine,T,,1,5,1\n");
    ImportDesk other = new ImportDesk(Stall.host());
    assertThat(other.all(HEAD + "a,Theirs,T,,1,5,1\n").getMap("counts.products"))
        .isEqualTo(Map.of("CREATED", 1));
    assertThat(desk.product("Mine").getInt("skus[0].available")).isEqualTo(5);
  }

  @Test
  void aNewUploadGivesAnOpenPreviewUp() {
    String first = desk.preview("title,price\nTea,5\n");
    String second = desk.preview("title,price\nTea,6\n");
    assertThat(desk.read(first).getString("status")).isEqualTo("CANCELLED");
    desk.cancel(second).statusCode(200).body("status", equalTo("CANCELLED"))
        .body("endedAt", notNullValue());
    Stall.as(desk.hostId()).post("/api/v1/product-imports/" + second + "/start").then().statusCode(409)
        .body("reason", equalTo("IMPORT_NOT_OPEN"));
    assertThat(facts()).isZero();
  }

  @Test
  void oneImportOfAHostIsAtWork() {
    StringBuilder table = new StringBuilder(HEAD);
    for (int i = 0; i < 3_000; i++) {
      table.append("h").append(i).append(",T").append(i).append(",K,,").append(i).append(",1,1\n");
    }
    String importId = desk.preview(table.toString());
    Stall.as(desk.hostId()).post("/api/v1/product-imports/" + importId + "/start").then().statusCode(200);
    desk.upload("title,price\nTea,5\n".getBytes(StandardCharsets.UTF_8)).statusCode(409)
        .body("reason", equalTo("IMPORT_AT_WORK"));
    desk.cancel(importId).statusCode(200);
    Map<String, Integer> products = desk.read(importId).getMap("counts.products");
    int created = products.getOrDefault("CREATED", 0);
    assertThat(created).as("what was not begun is not written").isLessThan(3_000);
    assertThat(desk.all("title,price\nTea,5\n").getMap("counts.products"))
        .isEqualTo(Map.of("CREATED", 1));
    long onShelf = database.read(connection -> RowStore.one(connection,
        "select count(*) as n from goods_products where host_id = ? limit 1", row -> row.getLong("n"),
        desk.hostId()).orElseThrow());
    assertThat(onShelf).isEqualTo(created + 1L);
  }

  @Test
  void refusesWhatIsNoTable() {
    desk.upload(new byte[] {'P', 'K', 3, 4}).statusCode(422).body("reason", equalTo("TABLE_WRONG"))
        .body("wrong.key", equalTo("http.csv.workbook"));
    desk.upload(new byte[10_000_001]).statusCode(413);
    String importId = desk.preview("title,price\nTea,5\n\"Coffee,6\nMate,7\n");
    assertThat(desk.read(importId).getString("status")).isEqualTo("UNREADABLE");
    assertThat(desk.issues(importId)).containsExactly("3 quoteOpen");
    Stall.as(desk.hostId()).post("/api/v1/product-imports/" + importId + "/start").then().statusCode(409);
  }

  @Test
  void aProductBesideABrokenRowIsRefusedWhole() {
    String importId = desk.preview(HEAD
        + "a,A,T,x,1,5,1\na,,,y,2,5,1,too,many\nb,B,T,,3,5,1\nc,C,T,,4,5,1\n");
    assertThat(desk.issues(importId)).containsExactlyInAnyOrder(
        "3 tooManyCells", "2 ROW_BROKEN", "4 ROW_BROKEN");
    assertThat(desk.finish(importId).getMap("counts.products"))
        .isEqualTo(Map.of("CREATED", 1, "REFUSED", 2));
  }

  @Test
  void hostileCellsAreOnlyWords() {
    String evil = "=cmd|'/C calc'!A0";
    String importId = desk.preview(HEAD
        + "x,\"<img src=x onerror=alert(1)>\",'; drop table goods_products;--,\"" + evil + "\",1,5,1\n"
        + "y,Y,T,,2,5,\"" + evil + "\"\nz,\"" + "长".repeat(300) + "\",T,,3,5,1\n");
    assertThat(desk.issuesFile(importId)).startsWith("\uFEFFrow,product,column,kind,what,in words,cell\r\n")
        .contains("3,y,Variant Price,error,PRICE_UNREADABLE").contains("\"'" + evil + "\"")
        .contains("4,z,Title,warning,TITLE_CUT");
    assertThat(desk.finish(importId).getMap("counts.products"))
        .isEqualTo(Map.of("CREATED", 2, "REFUSED", 1));
    JsonPath product = desk.product("<img src=x onerror=alert(1)>");
    assertThat(product.getString("category")).isEqualTo("'; drop table goods_products;--");
    assertThat(product.getString("skus[0].name")).isEqualTo(evil);
  }

  @Test
  void faultsOfTheServerRefuseOneProductOrOneTable() {
    String importId = desk.preview(HEAD + "a,A,T,,1,5,1\nb,B,T,,2,5,1\nc,C,T,,3,5,1\n");
    // What no table can make: staged rows that are not what was written.
    database.write(connection -> RowStore.change(connection,
        "update goods_import_rows set cells = '{\"PRICE\": [1]}' where import_id = ? and handle = 'b'",
        importId));
    assertThat(desk.finish(importId).getMap("counts.products"))
        .isEqualTo(Map.of("CREATED", 2, "REFUSED", 1));
    assertThat(desk.issues(importId)).containsExactly("3 FAULT");
  }

  @Test
  void halfACharacterIsNeverKept() {
    String emoji = "😀".repeat(3_000);
    for (String shift : List.of("", "x")) {
      String importId = desk.preview("Title,Description,Type,Option1 value,Price,SKU\n" + shift + emoji + ","
          + shift + emoji + "," + shift + emoji + "," + shift + emoji + ",1," + shift + emoji + "\n");
      assertThat(desk.finish(importId).getMap("counts.products")).isEqualTo(Map.of("CREATED", 1));
    }
  }

  @Test
  void rowsOfAProductMayStandApart() {
    desk.all(HEAD + "a,A,T,x,1,5,1\nb,B,T,,2,5,1\na,,,y,3,5,1\n");
    assertThat(desk.product("A").getList("skus.name")).containsExactly("x", "y");
    assertThat(desk.product("B").getList("skus.available")).containsExactly(5);
  }

  @Test
  void anEndedImportKeepsItsResultAndNothingElse() {
    JsonPath done = desk.all(ImportDesk.sample("shopify-old.csv"));
    String importId = done.getString("importId");
    Await.until(Duration.ofSeconds(30), "the rows are erased", () ->
        database.read(connection -> RowStore.one(connection, """
            select (select count(*) from goods_import_rows where import_id = i.import_id)
                   + (select count(*) from goods_import_files where import_id = i.import_id) as n
              from goods_imports i where import_id = ? limit 1
            """, row -> row.getLong("n"), importId).orElseThrow()) == 0);
    assertThat(desk.get(importId, "/products?outcome=CREATED").getList("items.title"))
        .containsExactly("Floral dress", "Clay mug", "Winter coat");
    assertThat(desk.issues(importId)).containsExactly("7 STOCK_NEGATIVE", "8 PRICE_UNREADABLE");
  }
}
