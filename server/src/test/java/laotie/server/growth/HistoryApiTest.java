package laotie.server.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.http.Personal;
import laotie.server.log.Database;
import laotie.server.log.RowStore;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A past comes along from tables: looked at first, told once, changed where it changed, and taken back. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class HistoryApiTest {

  private static final String HEAD = HistoryDesk.HEAD;
  private static final String THREE = HEAD + "1,An@x.y,2026-01-05 10:00:00,100.50,paid\n"
      + "2,an@x.y,2026-01-20 10:00:00,9,paid\n3,bo@x.y,2026-02-01 10:00:00,7,paid\n";

  @Inject Database database;
  @Inject LeavingStore papers;
  @Inject HistoryJob job;

  private HistoryDesk desk;

  @BeforeEach
  void aHost() {
    desk = HistoryDesk.of(Somebody.host());
  }

  private long facts() {
    return database.read(connection -> RowStore.one(connection,
        "select count(*) as n from log where area = 'growth' and body->>'hostId' = ? limit 1",
        row -> row.getLong("n"), desk.hostId()).orElseThrow());
  }

  private String bodies() {
    return String.join("\n", database.<List<String>>read(connection -> RowStore.list(connection, """
        select body::text as body from log where area = 'growth' and body->>'hostId' = ?
        union all select t::text from growth_told t join growth_imports i on i.import_id = t.import_id
         where i.host_id = ?
        union all select i::text from growth_imports i where i.host_id = ?
        """, row -> row.getString("body"), desk.hostId(), desk.hostId(), desk.hostId())));
  }

  @Test
  void showsATableBeforeAnythingIsTold() {
    String importId = desk.preview(THREE + "4,bo@x.y,soon,7,paid\n5,bo@x.y,2026-02-02,7,dreamt\n"
        + "6,bo@x.y,2026-02-02,7,voided\n7,,2026-02-02,7,paid\n");
    JsonPath read = desk.read(importId);
    assertThat(read.getString("status")).isEqualTo("PREVIEW");
    assertThat(read.getMap("settings.places"))
        .isEqualTo(Map.of("ORDER", 0, "BUYER", 1, "ORDERED_AT", 2, "TOTAL", 3, "STATUS", 4));
    assertThat(read.getList("missing")).isEmpty();
    assertThat(read.getInt("counts.rows")).isEqualTo(7);
    assertThat(read.getMap("counts.orders"))
        .isEqualTo(Map.of("EFFECTIVE", 3, "REFUSED", 2, "UNPAID", 1, "WITHOUT_BUYER", 1));
    assertThat(read.getMap("counts.outcomes")).isEqualTo(Map.of("NEW", 3, "NONE", 1));
    assertThat(read.getString("firstDay")).isEqualTo("2026-01-05");
    assertThat(read.getString("settings.currency")).isEqualTo("CNY");
    assertThat(desk.issues(importId)).containsExactly("5 DATE_WRONG", "6 STATUS_UNKNOWN");
    JsonPath samples = desk.get(HistoryDesk.DOOR + "/" + importId + "/samples");
    assertThat(samples.getList("items[0].cells"))
        .containsExactly("1", "An@x.y", "2026-01-05 10:00:00", "100.50", "paid");
    assertThat(desk.calls().get(HistoryDesk.DOOR + "/" + importId + "/issues.csv").asString())
        .startsWith("\uFEFFrow,field,what,cell\r\n").contains("5,ORDERED_AT,DATE_WRONG,soon");
    assertThat(facts()).isZero();
    assertThat(desk.known()).isEmpty();
  }

  @Test
  void tellsEachOrderOnceHoweverOftenItComes() {
    assertThat(desk.all(THREE).getMap("counts.outcomes")).isEqualTo(Map.of("NEW", 3));
    assertThat(desk.known()).isEqualTo("2/3");
    assertThat(facts()).isEqualTo(4);
    assertThat(desk.all(THREE).getMap("counts.outcomes")).isEqualTo(Map.of("SAME", 3));
    assertThat(facts()).as("an import and nothing else").isEqualTo(5);
    List<String> rows = new ArrayList<>(THREE.substring(HEAD.length()).lines().toList());
    rows.add("8,cy@x.y,2026-03-01,3,paid");
    Collections.shuffle(rows, new Random(7));
    JsonPath overlapping = desk.all(HEAD + String.join("\n", rows) + "\n");
    assertThat(overlapping.getMap("counts.outcomes")).isEqualTo(Map.of("SAME", 3, "NEW", 1));
    assertThat(desk.known()).isEqualTo("3/4");
    assertThat(desk.channels().getFirst()).containsEntry("name", "Shopify").containsEntry("isHere", false)
        .containsEntry("lastDay", "2026-03-01").containsEntry("currency", "CNY");
  }

  @Test
  void aChangedOrderIsToldAnew() {
    desk.all(THREE);
    JsonPath changed = desk.all(HEAD + "1,an@x.y,2026-01-05 10:00:00,90.50,paid\n"
        + "2,cy@x.y,2026-01-20 10:00:00,9,paid\n3,bo@x.y,2026-02-01 10:00:00,7,voided\n");
    assertThat(changed.getMap("counts.outcomes")).isEqualTo(Map.of("CHANGED", 2, "GONE", 1));
    assertThat(desk.known()).as("one of an, one of cy; bo never paid").isEqualTo("2/2");
    assertThat(desk.repurchase().getInt("cohorts[0].months[0].grossMinor")).isEqualTo(9_950);
  }

  @Test
  void takingBackLeavesWhatOtherTablesTell() {
    String first = desk.all(THREE).getString("importId");
    String second = desk.all(HEAD + "1,an@x.y,2026-01-05 10:00:00,50,paid\n"
        + "3,bo@x.y,2026-02-01 10:00:00,7,paid\n9,di@x.y,2026-02-02,1,paid\n").getString("importId");
    assertThat(desk.known()).isEqualTo("3/4");
    assertThat(desk.takeBack(first).getString("status")).isEqualTo("TAKEN_BACK");
    assertThat(desk.known()).as("1, 3 and 9 are told by the other").isEqualTo("3/3");
    assertThat(desk.repurchase().getInt("cohorts[0].months[0].grossMinor")).isEqualTo(5_000);
    String again = desk.all(THREE).getString("importId");
    assertThat(desk.read(again).getMap("counts.outcomes"))
        .isEqualTo(Map.of("NEW", 1, "CHANGED", 1, "SAME", 1));
    desk.takeBack(again);
    assertThat(desk.repurchase().getInt("cohorts[0].months[0].grossMinor"))
        .as("what the standing table told stands again").isEqualTo(5_000);
    desk.takeBack(second);
    assertThat(desk.known()).isEmpty();
    desk.post(second, "take-back").statusCode(200).body("status", equalTo("TAKEN_BACK"));
    desk.post(second, "start").statusCode(409).body("reason", equalTo("HISTORY_NOT_OPEN"));
  }

  @Test
  void nothingTellsWhoTheBuyersAre() {
    String importId = desk.all(HEAD + "#1001,secret.person@example.com,2026-01-05,5,paid\n")
        .getString("importId");
    Await.until(Duration.ofSeconds(30), "the upload is erased", () ->
        database.read(connection -> HistoryStore.file(connection, importId)).isEmpty());
    assertThat(bodies()).contains("hb_", "ho_").doesNotContain("secret", "example", "1001");
    HistoryDesk other = HistoryDesk.of(Somebody.host());
    other.all(HEAD + "#1001,secret.person@example.com,2026-01-05,5,paid\n");
    List<String> buyers = database.read(connection -> RowStore.list(connection,
        "select distinct buyer_id from growth_channel_loyalty where host_id in (?, ?)",
        row -> row.getString(1), desk.hostId(), other.hostId()));
    assertThat(buyers).as("another shop has another salt").hasSize(2);
  }

  @Test
  void channelsStandBesideEachOtherAndNeverAddUp() {
    desk.all(THREE);
    String importId = desk.preview(THREE.getBytes(StandardCharsets.UTF_8), "淘宝");
    desk.finish(importId);
    assertThat(desk.channels()).extracting(each -> each.get("name")).containsExactly("Shopify", "淘宝");
    assertThat(desk.channels()).extracting(each -> each.get("orders")).containsExactly(3, 3);
    desk.calls().get("/api/v1/hosts/" + desk.hostId() + "/repurchase").then().statusCode(200)
        .body("buyers", equalTo(0)).body("orders", equalTo(0));
    desk.calls().get("/api/v1/hosts/" + desk.hostId() + "/channels").then()
        .body("items", hasSize(3)).body("items[0].isHere", equalTo(true)).body("items[0].orders", equalTo(0));
  }

  @Test
  void theHostSaysHowATableIsRead() {
    String importId = desk.preview(
        "Beleg;Kunde;Tag;Summe\nr1;k1;05/01/2026;1.299,00\nr2;k1;06/01/2026;1,50\n");
    assertThat(desk.read(importId).getList("missing")).contains("ORDER", "BUYER", "ORDERED_AT", "TOTAL");
    desk.post(importId, "start").statusCode(409).body("reason", equalTo("HISTORY_NOT_OPEN"));
    String settings = """
        {"places": {"ORDER": 0, "BUYER": 1, "ORDERED_AT": 2, "TOTAL": 3}, "channel": "Laden",
         "currency": "EUR", "zone": "Europe/Berlin", "dates": "%s", "isDecimalComma": true}""";
    desk.change(importId, settings.formatted("UNSAID")).statusCode(200);
    desk.awaitRead(importId);
    assertThat(desk.issues(importId)).containsExactly("2 DATE_AMBIGUOUS", "3 DATE_AMBIGUOUS");
    desk.change(importId, settings.formatted("DAY_FIRST")).statusCode(200);
    desk.awaitRead(importId);
    assertThat(desk.issues(importId)).isEmpty();
    desk.finish(importId);
    assertThat(desk.channels().getFirst()).containsEntry("name", "Laden").containsEntry("currency", "EUR")
        .containsEntry("zone", "Europe/Berlin").containsEntry("lastDay", "2026-01-06");
    assertThat(desk.repurchase().getInt("cohorts[0].months[0].grossMinor")).isEqualTo(130_050);
    String next = desk.preview("Beleg;Kunde;Tag;Summe\n".getBytes(StandardCharsets.UTF_8), "laden");
    assertThat(desk.read(next).getBoolean("isChannelSet")).isTrue();
    assertThat(desk.read(next).getString("settings.currency")).as("the channel's").isEqualTo("EUR");
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    String importId = desk.preview(THREE);
    String settings = """
        {"places": {"ORDER": %d}, "channel": "%s", "currency": "%s", "zone": "%s", "dates": "UNSAID",
         "encoding": "%s"}""";
    Map<String, String> wrong = Map.of(
        "/places", settings.formatted(9, "a", "CNY", "UTC", "utf-8"),
        "/channel", settings.formatted(0, " ", "CNY", "UTC", "utf-8"),
        "/currency", settings.formatted(0, "a", "XXQ", "UTC", "utf-8"),
        "/zone", settings.formatted(0, "a", "CNY", "Mars", "utf-8"),
        "/encoding", settings.formatted(0, "a", "CNY", "UTC", "ebcdic"));
    wrong.forEach((pointer, body) -> desk.change(importId, body).statusCode(422)
        .body("errors[0].pointer", equalTo(pointer)));
    desk.upload(THREE.getBytes(StandardCharsets.UTF_8), "x".repeat(41)).statusCode(422);
  }

  @Test
  void nobodyElseSeesAHistory() {
    String importId = desk.all(THREE).getString("importId");
    String channel = "/api/v1/hosts/" + desk.hostId() + "/channels/"
        + desk.channels().getFirst().get("channelId");
    HistoryDesk other = HistoryDesk.of(Somebody.host());
    Somebody viewer = Somebody.registered();
    String door = HistoryDesk.DOOR + "/" + importId;
    for (String path : List.of("", "/samples", "/issues", "/issues.csv")) {
      other.calls().get(door + path).then().statusCode(404);
      viewer.calls().get(door + path).then().statusCode(403);
    }
    for (String what : List.of("start", "take-back")) {
      other.post(importId, what).statusCode(404);
      viewer.calls().post(door + "/" + what).then().statusCode(403);
    }
    other.calls().delete(door).then().statusCode(404);
    viewer.calls().delete(door).then().statusCode(403);
    assertThat(other.get(HistoryDesk.DOOR).getList("items")).isEmpty();
    viewer.calls().contentType("text/csv").body("a").post(HistoryDesk.DOOR + ".csv").then().statusCode(403);
    for (String path : List.of("/repurchase", "/repurchase.csv", "/repurchase.html", "/cohorts.csv")) {
      other.calls().get(channel + path).then().statusCode(403);
      other.calls().get(channel.replace(desk.hostId(), other.hostId()) + path).then().statusCode(404);
      desk.calls().get(channel + path).then().statusCode(200);
    }
    other.calls().get("/api/v1/hosts/" + desk.hostId() + "/channels").then().statusCode(403);
  }

  @Test
  void refusesWhatIsNoTable() {
    desk.upload(new byte[] {'P', 'K', 3, 4}, "a").statusCode(422).body("reason", equalTo("TABLE_WRONG"))
        .body("wrong.key", equalTo("http.csv.workbook"));
    desk.upload(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0}, "a").statusCode(422)
        .body("wrong.key", equalTo("history.packing"));
    desk.upload(new byte[10_000_001], "a").statusCode(413);
    byte[] whole = HistoryDesk.packed(HEAD + "1,a@x.y,2026-01-05,5,paid\n".repeat(5_000));
    byte[] cut = Arrays.copyOf(whole, whole.length - 20);
    String importId = desk.preview(cut, "a");
    assertThat(desk.read(importId).getString("status")).isEqualTo("UNREADABLE");
    assertThat(desk.issues(importId)).containsExactly("0 packing");
    importId = desk.preview(HEAD + "1,a@x.y,2026-01-05,5,paid\n\"2,b@x.y\n");
    assertThat(desk.read(importId).getString("status")).isEqualTo("UNREADABLE");
    assertThat(desk.issues(importId)).contains("3 quoteOpen");
    desk.post(importId, "start").statusCode(409);
  }

  @Test
  void readsTablesPackedAndInTheirCharset() {
    String table = "订单编号,买家会员名,订单付款时间,买家实际支付金额,订单状态\n"
        + "1,小芳,2026-01-05 10:00:00,￥1299.00,交易成功\n"
        + "2,小芳,2026-01-09 10:00:00,5,等待买家付款\n";
    String importId = desk.preview(table.getBytes(Charset.forName("GBK")), "淘宝");
    assertThat(desk.read(importId).getString("charset")).isEqualTo("GB18030");
    assertThat(desk.read(importId).getMap("counts.orders")).isEqualTo(Map.of("EFFECTIVE", 1, "UNPAID", 1));
    desk.finish(importId);
    assertThat(desk.finish(desk.preview(HistoryDesk.packed(table), "淘宝")).getMap("counts.outcomes"))
        .as("the same in another charset, packed").isEqualTo(Map.of("SAME", 1, "NONE", 1));
  }

  @Test
  void aPreviewIsGivenUpAndOneAtWorkStandsInTheWay() {
    String first = desk.preview(THREE);
    String second = desk.preview(THREE);
    assertThat(desk.read(first).getString("status")).isEqualTo("CANCELLED");
    desk.calls().delete(HistoryDesk.DOOR + "/" + second).then().statusCode(200)
        .body("status", equalTo("CANCELLED"));
    desk.post(second, "start").statusCode(409).body("reason", equalTo("HISTORY_NOT_OPEN"));
    String working = desk.preview(THREE);
    database.write(connection -> RowStore.change(connection,
        "update growth_imports set status = 'READING', locked_until = now() + '1 hour' where import_id = ?",
        working));
    desk.upload(THREE.getBytes(StandardCharsets.UTF_8), "a").statusCode(409)
        .body("reason", equalTo("HISTORY_AT_WORK"));
    assertThat(facts()).isZero();
  }

  @Test
  void ofTwoThatAreTakenBackAtOnceOneWaits() throws Exception {
    List<String> ids = List.of(desk.all(THREE).getString("importId"),
        desk.all(HEAD + "9,cy@x.y,2026-02-03,7,paid\n").getString("importId"));
    try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = database.write(connection -> {
        RowStore.list(connection, "select 1 from growth_imports where host_id = ? for update",
            row -> row.getInt(1), desk.hostId());
        List<Future<Integer>> asked = ids.stream().map(id ->
            lanes.submit(() -> desk.post(id, "take-back").extract().statusCode())).toList();
        Await.until("both wait for a lock", () -> waiting() >= 2);
        return asked;
      });
      assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
          .containsExactlyInAnyOrder(200, 409);
    }
  }

  private long waiting() {
    return database.read(connection -> RowStore.one(connection,
        "select count(*) as n from pg_locks where not granted", row -> row.getLong("n")).orElseThrow());
  }

  @Test
  void whatIsTakenBackWhileItIsSweptIsSweptAgain() {
    String importId = desk.all(THREE).getString("importId");
    boolean isSwept = database.write(connection -> {
      RowStore.change(connection, """
          update growth_imports set status = 'TAKEN_BACK', is_swept = false, ended_at = now()
           where import_id = ?""", importId);
      HistoryStore.swept(connection, new HistoryStore.Ended(importId, false));
      return RowStore.one(connection, "select is_swept from growth_imports where import_id = ?",
          row -> row.getBoolean("is_swept"), importId).orElseThrow();
    });
    assertThat(isSwept).isFalse();
  }

  @Test
  void cellsThatWereWrongAreForgotten() {
    String importId = desk.all(THREE + "4,di@x.y,2026-02-05,seven of Di,paid\n").getString("importId");
    assertThat(desk.issues(importId)).containsExactly("5 AMOUNT_WRONG");
    database.write(connection -> {
      Instant ended = Instant.now().minus(Duration.ofDays(30));
      RowStore.change(connection, "update growth_imports set ended_at = ? where import_id = ?",
          ended.minusSeconds(60), importId);
      HistoryStore.eraseOldIssues(connection, ended.minusSeconds(120), 100);
      return importId;
    });
    assertThat(desk.issues(importId)).as("younger").hasSize(1);
    job.sweep();
    assertThat(desk.issues(importId)).isEmpty();
    assertThat(desk.read(importId).getString("status")).isEqualTo("DONE");
  }

  @Test
  void stoppedInTheMiddleItLeavesNothing() {
    StringBuilder table = new StringBuilder(HEAD);
    for (int i = 0; i < 3 * HistoryJob.STEP_ORDERS_MAX; i++) {
      table.append(i).append(",b").append(i % 500).append(",2026-01-05,5,paid\n");
    }
    String importId = desk.preview(table.toString());
    desk.post(importId, "start").statusCode(200);
    desk.calls().delete(HistoryDesk.DOOR + "/" + importId).then().statusCode(200);
    if (desk.read(importId).getString("status").equals("DONE")) {
      // The whole of it was told before the call arrived.
      desk.post(importId, "take-back").statusCode(200);
    }
    desk.await(importId, "TAKEN_BACK");
    assertThat(desk.known()).isEmpty();
    assertThat(desk.all(THREE).getMap("counts.outcomes")).isEqualTo(Map.of("NEW", 3));
  }

  @Test
  void aHostBringsSoMuchAndNoMore() {
    desk.all(THREE);
    database.write(connection -> RowStore.change(connection, """
        insert into growth_imports (import_id, host_id, file_name, status, settings, locked_until, touched_at,
                                    created_at, ended_at, is_swept)
        select host_id || n, host_id, file_name, 'DONE', settings, locked_until, touched_at, created_at,
               ended_at, true
          from growth_imports, generate_series(2, ?) n where host_id = ?
        """, Histories.IMPORTS_MAX, desk.hostId()));
    desk.upload(THREE.getBytes(StandardCharsets.UTF_8), "Shopify").statusCode(409)
        .body("reason", equalTo("HISTORY_FULL")).body("what", equalTo("imports"))
        .body("max", equalTo(Histories.IMPORTS_MAX));
    database.write(connection -> RowStore.change(connection,
        "delete from growth_imports where host_id = ? and import_id like host_id || '%'", desk.hostId()));
    String importId = desk.preview(THREE);
    database.write(connection -> RowStore.change(connection,
        "update growth_imports set staged = ? where host_id = ? and status = 'DONE'",
        (int) Histories.ORDERS_MAX - 1, desk.hostId()));
    desk.post(importId, "start").statusCode(409).body("reason", equalTo("HISTORY_FULL"))
        .body("what", equalTo("orders"));
  }

  @Test
  void aHostWhoLeavesTakesItAlongAndNothingStays() {
    desk.all(THREE);
    HistoryLeavingStore.PAPERS.forEach((name, statement) -> assertThat(
        database.<List<String>>read(connection -> RowStore.list(connection, statement,
            row -> row.getString(1), desk.hostId(), Personal.ROWS_MAX)))
        .as(name).isNotEmpty());
    run(papers.erasures());
    Await.until(Duration.ofSeconds(60), "the sweep erases what was told", () ->
        database.read(connection -> papers.isAtRest(connection, desk.hostId())));
    run(papers.lastErasures());
    for (String table : List.of("growth_channels", "growth_imports", "growth_channel_loyalty")) {
      assertThat(database.<Long>read(connection -> RowStore.one(connection,
          "select count(*) as n from " + table + " where host_id = ?", row -> row.getLong("n"),
          desk.hostId()).orElseThrow())).as(table).isZero();
    }
  }

  private void run(List<String> statements) {
    statements.forEach(statement -> database.write(
        connection -> RowStore.change(connection, statement, desk.hostId())));
  }

  @Test
  void reproducesThePublishedFigures() throws IOException {
    Optional<Path> file = HistoryDesk.uci();
    Assumptions.assumeTrue(file.isPresent(), "skipped: ../" + HistoryDesk.UCI + " is not on this machine");
    String importId = desk.preview(Files.readAllBytes(file.orElseThrow()), "UCI");
    JsonPath read = desk.read(importId);
    desk.change(importId, """
        {"places": {"ORDER": %d, "BUYER": %d, "ORDERED_AT": %d, "QUANTITY": %d, "UNIT_PRICE": %d},
         "channel": "UCI", "currency": "GBP", "zone": "Europe/London"}""".formatted(
        read.getInt("settings.places.ORDER"), read.getInt("settings.places.BUYER"),
        read.getInt("settings.places.ORDERED_AT"), read.getInt("settings.places.QUANTITY"),
        read.getInt("settings.places.UNIT_PRICE"))).statusCode(200);
    desk.awaitRead(importId);
    assertThat(desk.read(importId).getInt("counts.rows")).isEqualTo(541_909);
    desk.finish(importId);
    assertThat(desk.known()).isEqualTo("4339/18536");
    JsonPath numbers = desk.repurchase();
    assertThat(HistoryDesk.share(numbers, "R1d", Optional.of("2011-11"))).isEqualTo("443/1665");
    assertThat(HistoryDesk.r3(numbers, 30)).isEqualTo("779/4086");
    List<Integer> gross = numbers.getList("cohorts.months.flatten().grossMinor", Integer.class);
    assertThat(gross.stream().mapToLong(n -> n).sum()).isEqualTo(891_140_790L);
  }
}
