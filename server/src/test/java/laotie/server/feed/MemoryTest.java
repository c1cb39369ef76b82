package laotie.server.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import laotie.fact.Channel;
import laotie.fact.ClipsFact.ClipOpened;
import laotie.fact.Fact;
import laotie.fact.LiveFact.RoomEntered;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.feed.Visit;
import laotie.server.boot.Await;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.Tail;
import org.junit.jupiter.api.Test;

/** The feed remembers whom a viewer visited and what he saw, also after a start. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class MemoryTest {

  private static final Origin ORIGIN = new Origin("", Channel.FEED, Relation.STRANGER, "", "");

  @Inject Database database;
  @Inject Log log;
  @Inject Tail tail;
  @Inject Memory memory;

  private static String fresh(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }

  private void tell(Instant at, Fact fact) {
    database.write(connection -> {
      log.append(connection, at, List.of(fact));
      return fact;
    });
  }

  private void open(String viewer, String clip, String host, Instant at) {
    tell(at, new ClipOpened(fresh("view_"), viewer, clip, host, ORIGIN));
  }

  private Memory startedAnew() {
    Memory other = new Memory(database, InstantSource.system());
    other.start(new StartupEvent(), tail);
    return other;
  }

  @Test
  void whatSomebodySawAndWhomHeVisitedOutlivesAStart() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String viewer = fresh("acc_");
    String other = fresh("acc_");
    String mine = fresh("acc_");
    String theirs = fresh("acc_");
    open(viewer, "clip_a", mine, now.minus(Duration.ofDays(6)));
    open(viewer, "clip_old", mine, now.minus(Duration.ofDays(8)));
    open(viewer, "clip_older", fresh("acc_"), now.minus(Duration.ofDays(29)));
    tell(now, new RoomEntered(fresh("view_"), other, "rm", "shw", mine, ORIGIN));
    tell(now, new RoomEntered(fresh("view_"), other, "rm", "shw", theirs, ORIGIN));
    Await.until("the visits in memory", () -> memory.of(viewer).alike().containsKey(theirs));
    double warmth = new Visit(viewer, mine, 1, now.minus(Duration.ofDays(6))).warmthAt(now)
        + new Visit(viewer, mine, 1, now.minus(Duration.ofDays(8))).warmthAt(now);
    Await.until("the visits in rows", () -> startedAnew().of(viewer).alike().containsKey(theirs));
    for (Memory.Ties ties : List.of(memory.of(viewer), startedAnew().of(viewer))) {
      assertThat(ties.warmth()).containsOnlyKeys(mine);
      assertThat(ties.warmth().get(mine)).isCloseTo(warmth, within(1e-3));
      // One viewer of both among d = 2 hosts, 2 viewers of mine and 1 of theirs.
      assertThat(ties.alike().get(theirs)).isCloseTo(0.5 / Math.sqrt(2), within(1e-9));
      assertThat(ties.seen()).containsKey("clip_a");
    }
    assertThat(startedAnew().of(viewer).seen()).containsOnlyKeys("clip_a");
    assertThat(memory.of("").warmth()).isEmpty();
  }

  @Test
  void aClipIsKnownAsSeenAtOnce() {
    String viewer = fresh("acc_");
    assertThat(memory.of(viewer).seen()).isEmpty();
    open(viewer, "clip_now", fresh("acc_"), Instant.now());
    Await.until("the clip seen", () -> memory.of(viewer).seen().containsKey("clip_now"));
  }

  @Test
  void theStreamOfClipsIsAPageLikeOthers() {
    given().get("/api/v1/feed/clips").then().statusCode(200).body("next", equalTo(""));
    given().queryParam("after", "page_none.2").get("/api/v1/feed/clips").then().statusCode(200)
        .body("items", hasSize(0));
    given().queryParam("after", "x".repeat(65)).get("/api/v1/feed/clips").then().statusCode(422);
    given().queryParam("limit", 0).get("/api/v1/feed/clips").then().statusCode(422);
    given().queryParam("again", true).get("/api/v1/feed/clips").then().statusCode(200);
  }
}
