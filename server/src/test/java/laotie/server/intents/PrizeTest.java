package laotie.server.intents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import laotie.fact.BusinessDays;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class PrizeTest {

  private static final BusinessDays DAYS = BusinessDays.SHANGHAI;

  /** A Wednesday and the Friday after it. */
  private static final LocalDate WEDNESDAY = LocalDate.of(2026, 4, 15);
  private static final LocalDate FRIDAY = LocalDate.of(2026, 4, 17);

  @Inject PrizeJob job;
  @Inject AskRows rows;
  @Inject Database database;

  @Test
  void choosesAtTheNextNoonTheQuestionMostOthersAskedAfter() {
    Asking asking = giver(WEDNESDAY);
    String winner = "acc_" + Asking.word();
    Asking.record(at(asking, winner, "大码还有吗", WEDNESDAY, 9), at(asking, "v2", "大码还有吗", WEDNESDAY, 10),
        at(asking, "v3", "大码还有吗", WEDNESDAY, 11), at(asking, "v4", "包邮吗", WEDNESDAY, 8),
        at(asking, "v5", "包邮吗", WEDNESDAY, 9));
    job.choose(noon(WEDNESDAY.plusDays(1)).minusSeconds(1));
    winners(asking, 0);
    assertThat(job.choose(noon(WEDNESDAY.plusDays(1)))).isPositive();
    job.choose(noon(WEDNESDAY.plusDays(1)).plusSeconds(60));
    RestAssured.given().get(path(asking) + "/winners").then().statusCode(200).body("items", hasSize(1))
        .body("items[0].text", equalTo("大码还有吗")).body("items[0].voices", equalTo(2))
        .body("items[0].day", equalTo("2026-04-15")).body("items[0].prize", equalTo("a free scarf"));
    assertThat(rows.notices(winner)).singleElement().asString().startsWith("COMMENT_CHOSEN");
    assertThat(rows.facts("CommentOfTheDayChosen", asking.host().id())).isEqualTo(1);
  }

  @Test
  void theWeekendIsChosenOnMonday() {
    Asking asking = giver(FRIDAY);
    for (int day = 0; day < 3; day++) {
      Asking.record(at(asking, "first" + day, "question " + day, FRIDAY.plusDays(day), 9),
          at(asking, "second" + day, "question " + day, FRIDAY.plusDays(day), 10));
    }
    job.choose(noon(FRIDAY.plusDays(2)).plusSeconds(9_000));
    winners(asking, 0);
    job.choose(noon(FRIDAY.plusDays(3)));
    winners(asking, 3);
  }

  @Test
  void nobodyBannedWinsAndADayWithoutVoicesHasNoWinner() {
    Asking asking = giver(WEDNESDAY);
    Somebody bad = Somebody.registered();
    Asking.record(at(asking, bad.id(), "求链接", WEDNESDAY, 8), at(asking, "v1", "求链接", WEDNESDAY, 9),
        at(asking, "v2", "求链接", WEDNESDAY, 10), at(asking, "alone", "多少钱", WEDNESDAY.plusDays(1), 9));
    database.write(connection -> {
      AskStore.bar(connection, bad.id(), true);
      return bad;
    });
    job.choose(noon(WEDNESDAY.plusDays(2)));
    RestAssured.given().get(path(asking) + "/winners").then().body("items", hasSize(1))
        .body("items[0].name", equalTo("name of v1"));
  }

  @Test
  void onlyTheHostSetsItAndItHasAName() {
    Asking asking = new Asking(Somebody.host());
    RestAssured.given().get(path(asking)).then().statusCode(200).body("isOn", equalTo(false));
    set(Somebody.host(), asking, true, "x").statusCode(403);
    set(Somebody.registered(), asking, true, "x").statusCode(403);
    set(asking.host(), asking, true, " ").statusCode(422);
    set(asking.host(), asking, true, "x".repeat(81)).statusCode(422);
    set(asking.host(), asking, true, "一盒好茶").statusCode(200);
    RestAssured.given().get(path(asking)).then().body("isOn", equalTo(true))
        .body("prize", equalTo("一盒好茶"));
    set(asking.host(), asking, false, "").statusCode(200);
    RestAssured.given().get("/api/v1/hosts/nobody/comment-of-the-day").then().statusCode(404);
    RestAssured.given().get(path(asking) + "/winners?after=soon").then().statusCode(422);
    for (String day : List.of("-999999999-01-01", "%2B999999999-12-31", "1969-12-31")) {
      RestAssured.given().urlEncodingEnabled(false).get(path(asking) + "/winners?after=" + day).then()
          .statusCode(422);
    }
  }

  private static io.restassured.response.ValidatableResponse set(
      Somebody who, Asking asking, boolean isOn, String prize) {
    return who.calls().body(Map.of("isOn", isOn, "prize", prize)).put(path(asking)).then();
  }

  private Asking giver(LocalDate since) {
    Asking asking = new Asking(Somebody.host());
    database.write(connection -> {
      PrizeStore.set(connection, asking.host().id(),
          new PrizeStore.Setting(true, "a free scarf", since));
      return since;
    });
    return asking;
  }

  private static Intents.Heard at(Asking asking, String viewerId, String text, LocalDate day, int hour) {
    return asking.at(viewerId, text, "", day.atTime(hour, 0).atZone(DAYS.zone()).toInstant());
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(12, 0).atZone(DAYS.zone()).toInstant();
  }

  private static void winners(Asking asking, int count) {
    List<Object> items = RestAssured.given().get(path(asking) + "/winners").path("items");
    assertThat(items).hasSize(count);
  }

  private static String path(Asking asking) {
    return "/api/v1/hosts/" + asking.host().id() + "/comment-of-the-day";
  }

  @Test
  void theWordsOfADeletedWinnerAreGone() {
    Asking asking = giver(WEDNESDAY);
    Intents.Heard first = at(asking, "v1", "大码还有吗", WEDNESDAY, 9);
    Asking.record(first, at(asking, "v2", "大码还有吗", WEDNESDAY, 10));
    job.choose(noon(WEDNESDAY.plusDays(1)));
    winners(asking, 1);
    rows.delete(first.commentId(), asking.host().id());
    Await.until("the winner is blank", () -> rows.winner(asking.host().id()).equals("|"));
    winners(asking, 0);
  }
}
