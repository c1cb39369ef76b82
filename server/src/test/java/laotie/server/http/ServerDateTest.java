package laotie.server.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.Test;

/** A page runs its countdowns by what the server says the time is. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class ServerDateTest {

  @Test
  void everyAnswerSaysTheServersTimeAlsoANo() {
    for (String door : List.of("/api/v1/products", "/api/v1/me", "/api/v1/nothing-here", "/")) {
      String date = given().get(door).header("Date");
      Instant said = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      assertThat(Duration.between(said, Instant.now()).abs()).as(door).isLessThan(Duration.ofSeconds(30));
    }
  }
}
