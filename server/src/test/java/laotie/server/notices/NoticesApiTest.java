package laotie.server.notices;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import laotie.server.boot.TestSquare;
import laotie.server.http.Problem;
import laotie.server.http.Seal;
import laotie.server.log.Database;
import laotie.server.notices.Notices.Kind;
import laotie.server.notices.Notices.Notice;
import laotie.server.people.Somebody;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class NoticesApiTest {

  @Inject Notices notices;
  @Inject NoticeJob job;
  @Inject MailJob mails;
  @Inject Database database;
  @Inject MockMailbox mailbox;
  @Inject Seal seal;

  private void tell(Somebody who, Kind kind, String words, String once, Instant at) {
    database.write(connection -> {
      notices.tell(connection, at, List.of(new Notice(who.id(), kind, "acc_host", words, "/room/rm_1",
          Map.of("host", "老李", "title", "新茶"), once)));
      return 0;
    });
  }

  @Test
  void tellsOnceNewestFirstAndCountsWhatIsUnread() {
    Somebody viewer = Somebody.registered();
    Instant now = Instant.now();
    tell(viewer, Kind.RESERVATION_SOON, "", "a", now.minusSeconds(60));
    tell(viewer, Kind.RESERVATION_SOON, "", "a", now);
    tell(viewer, Kind.HOST_WROTE, "<b>早上好</b>", "b", now);
    viewer.calls().get("/api/v1/me/notices").then().statusCode(200)
        .body("items.kind", contains("HOST_WROTE", "RESERVATION_SOON")).body("unread", equalTo(2))
        .body("items[0].words", equalTo("<b>早上好</b>")).body("items[0].names.host", equalTo("老李"));
    String older = viewer.calls().get("/api/v1/me/notices").path("items[1].noticeId");
    viewer.calls().body(Map.of("upTo", older)).post("/api/v1/me/notices/read").then().statusCode(200)
        .body("count", equalTo(1));
    viewer.calls().get("/api/v1/me/notices/unread").then().body("count", equalTo(1));
  }

  @Test
  void givesThePagesOneAfterTheOther() {
    Somebody viewer = Somebody.registered();
    Instant now = Instant.now();
    for (int i = 0; i < 5; i++) {
      tell(viewer, Kind.CARD_ANSWERED, "", "n" + i, now);
    }
    String after = viewer.calls().get("/api/v1/me/notices?limit=3").then().body("items", hasSize(3))
        .extract().path("next");
    viewer.calls().get("/api/v1/me/notices?limit=3&after=" + after).then().body("items", hasSize(2))
        .body("next", equalTo(""));
  }

  @Test
  void keepsOthersNoticesFromOthers() {
    Somebody viewer = Somebody.registered();
    Somebody other = Somebody.registered();
    tell(viewer, Kind.HOST_WROTE, "", "x", Instant.now());
    String id = viewer.calls().get("/api/v1/me/notices").path("items[0].noticeId");
    other.calls().get("/api/v1/me/notices").then().body("items", hasSize(0));
    other.calls().post("/api/v1/me/notices/" + id + "/open").then().statusCode(404);
    other.calls().body(Map.of("upTo", id)).post("/api/v1/me/notices/read").then().statusCode(200);
    viewer.calls().get("/api/v1/me/notices/unread").then().body("count", equalTo(1));
    given().get("/api/v1/me/notices").then().statusCode(401);
  }

  @Test
  void openingIsCountedOnce() {
    Somebody viewer = Somebody.registered();
    String once = "message " + viewer.id();
    tell(viewer, Kind.HOST_WROTE, "", once, Instant.now());
    String id = viewer.calls().get("/api/v1/me/notices").path("items[0].noticeId");
    assertThat(database.<Long>read(c -> notices.opened(c, List.of(once)).get(once))).isZero();
    for (int i = 0; i < 2; i++) {
      viewer.calls().post("/api/v1/me/notices/" + id + "/open").then().statusCode(200)
          .body("count", equalTo(0));
    }
    assertThat(database.<Long>read(c -> notices.opened(c, List.of(once)).get(once))).isEqualTo(1);
  }

  @Test
  void forgetsAfterNinetyDays() {
    Somebody viewer = Somebody.registered();
    Instant now = Instant.now();
    tell(viewer, Kind.HOST_WROTE, "old", "o", now.minus(NoticeJob.KEPT).minusSeconds(60));
    tell(viewer, Kind.HOST_WROTE, "kept", "k", now.minus(NoticeJob.KEPT).plus(Duration.ofMinutes(5)));
    job.forgetOld();
    viewer.calls().get("/api/v1/me/notices").then().body("items.words", contains("kept"));
  }

  private String confirmed(Somebody viewer, String email) {
    viewer.calls().body(Map.of("email", email, "locale", "en")).put("/api/v1/me/channels").then()
        .statusCode(200).body("isConfirmed", equalTo(false)).body("email", equalTo(email.charAt(0) + "***"
            + email.substring(email.indexOf('@'))));
    return mailbox.getMailsSentTo(email).getLast().getText().replaceAll("\\D*(\\d{6})\\D.*", "$1").strip();
  }

  @Test
  void mailsOnlyToAnAddressThatWasProvenHis() {
    Somebody viewer = Somebody.registered();
    String email = viewer.login() + "@example.test";
    String code = confirmed(viewer, email);
    tell(viewer, Kind.SHOW_STARTED, "", "before", Instant.now());
    mails.sendAll();
    assertThat(mailbox.getMailsSentTo(email)).hasSize(1);
    viewer.calls().body(Map.of("code", "000000".equals(code) ? "111111" : "000000"))
        .post("/api/v1/me/channels/confirmation").then().statusCode(422);
    viewer.calls().body(Map.of("code", code)).post("/api/v1/me/channels/confirmation").then()
        .statusCode(200).body("isConfirmed", equalTo(true));
    tell(viewer, Kind.SHOW_STARTED, "", "after", Instant.now());
    tell(viewer, Kind.COMMENT_ANSWERED, "call 1880000", "answer", Instant.now());
    mails.sendAll();
    mails.sendAll();
    List<Mail> sent = mailbox.getMailsSentTo(email);
    assertThat(sent).hasSize(2);
    assertThat(sent.getLast().getSubject()).isEqualTo("老李 is live: 新茶");
  }

  private boolean isSent(String email, String network, Instant at) {
    CodeLimit limit = new CodeLimit(seal);
    try {
      database.write(connection -> {
        limit.take(connection, limit.asked(email, network), at);
        return 0;
      });
      return true;
    } catch (Problem refused) {
      return false;
    }
  }

  @Test
  void aStrangersMailboxGetsThreeCodesADayWhoeverAsks() {
    Instant now = Instant.now();
    for (int i = 0; i < CodeLimit.OF_EMAIL_MAX; i++) {
      assertThat(isSent("Victim@example.test", "net " + i, now.minusSeconds(7200))).isTrue();
    }
    assertThat(isSent("victim@example.test", "net other", now)).isFalse();
    for (int i = 0; i < CodeLimit.OF_NETWORK_MAX; i++) {
      assertThat(isSent("many" + i + "@example.test", "one net", now)).isTrue();
    }
    assertThat(isSent("more@example.test", "one net", now)).isFalse();
    assertThat(isSent("more@example.test", "one net", now.plus(Duration.ofMinutes(61)))).isTrue();
    assertThat(isSent("victim@example.test", "net 1", now.plus(Duration.ofHours(23)))).isTrue();
  }

  @Test
  void theSquareSendsSoManyCodesAnHourAndNoMore() {
    Instant then = Instant.now().plus(Duration.ofDays(3));
    for (int i = 0; i < CodeLimit.OF_ALL_MAX; i++) {
      assertThat(isSent("all" + i + "@example.test", "all net " + i, then)).isTrue();
    }
    assertThat(isSent("last@example.test", "last net", then)).isFalse();
    database.write(connection -> {
      CodeStore.forget(connection, then);
      return 0;
    });
  }

  @Test
  void answersToCommentsAreToldSoManyTimesAnHour() {
    Somebody viewer = Somebody.registered();
    Instant now = Instant.now();
    for (int i = 0; i < Notices.ANSWERS_MAX + 3; i++) {
      tell(viewer, Kind.COMMENT_ANSWERED, "hey", "answer " + i, now);
    }
    tell(viewer, Kind.HOST_WROTE, "", "host", now);
    viewer.calls().get("/api/v1/me/notices/unread").then()
        .body("count", equalTo(Notices.ANSWERS_MAX + 1));
  }

  @Test
  void sendsNothingAfterTheAddressWasTakenBackAndNoCodesInARow() {
    Somebody viewer = Somebody.registered();
    String email = viewer.login() + "@example.test";
    String code = confirmed(viewer, email);
    viewer.calls().body(Map.of("code", code)).post("/api/v1/me/channels/confirmation").then().statusCode(200);
    viewer.calls().body(Map.of()).put("/api/v1/me/channels").then().statusCode(200)
        .body("email", nullValue()).body("isConfirmed", equalTo(false));
    tell(viewer, Kind.SHOW_STARTED, "", "after", Instant.now());
    mails.sendAll();
    assertThat(mailbox.getMailsSentTo(email)).hasSize(1);
    viewer.calls().body(Map.of("email", email)).put("/api/v1/me/channels").then().statusCode(429);
    viewer.calls().body(Map.of("email", "no\r\nBcc: x@y")).put("/api/v1/me/channels").then().statusCode(422);
  }

  @Test
  void aMessageOfAHostIsKeptBackWhenConsentEndsBeforeItsMail() {
    Somebody viewer = Somebody.registered();
    String email = viewer.login() + "@example.test";
    String code = confirmed(viewer, email);
    viewer.calls().body(Map.of("code", code)).post("/api/v1/me/channels/confirmation").then().statusCode(200);
    database.write(connection -> {
      notices.tell(connection, Instant.now(), List.of(new Notice(viewer.id(), Kind.HOST_WROTE, "acc_host",
          "hello", "", Map.of("host", "老李"), "w")));
      notices.withholdMails(connection, viewer.id(), "acc_host");
      return 0;
    });
    mails.sendAll();
    assertThat(mailbox.getMailsSentTo(email)).hasSize(1);
  }
}
