package laotie.server.boot;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class StartTest {

  @Test
  void isReadyOnlyOnADatabaseThatKeepsWhatItAcknowledges() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'database' }.data.fsync", equalTo("on"));
  }

  @Test
  void servesTheAppAtTheAddressOfAScreen() {
    given().get("/room/rm_1").then().statusCode(200).body(containsString("<laotie-app>"));
  }

  /** Each address that the web app names ({@code path: "/returns/:returnId"}), with an id for its parts. */
  @Test
  void knowsTheAddressOfEveryScreen() throws IOException {
    Pattern address = Pattern.compile("\\bpath: \"(/[a-z][^\"]*)\"");
    List<String> addresses = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/web/app"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".ts")).toList()) {
        address.matcher(Files.readString(file)).results()
            .map(found -> found.group(1).replaceAll(":[a-zA-Z]+", "id_1")).forEach(addresses::add);
      }
    }
    assertThat(addresses).contains("/returns/id_1", "/orders/id_1").hasSizeGreaterThan(30);
    assertThat(addresses).allSatisfy(each ->
        given().header("Accept", "text/html").get(each).then().statusCode(200));
  }

  @Test
  void refusesAWriteFromAForeignPage() {
    given()
        .header("Origin", "https://evil.example")
        .post("/api/v1/anything")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/origin-foreign"));
  }

  @Test
  void answersAnUnknownAddressWithAProblem() {
    given().get("/api/v1/nothing").then().statusCode(404);
  }

  @Test
  void leadsSomebodyWhoIsLostBackWithThePage() {
    given().header("Accept", "text/html").get("/no/such/place").then().statusCode(404)
        .body(containsString("<laotie-app>")).header("Cache-Control", equalTo("no-cache"));
    given().header("Accept", "text/html").get("/api/v1/nothing").then().statusCode(404)
        .contentType("application/problem+json");
    given().header("Accept", "text/html").get("/favicon.png").then().statusCode(404);
    given().header("Accept", "application/json").get("/no/such/place").then().statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void asksBrowsersToAskAnewForThePage() {
    given().get("/").then().statusCode(200).header("Cache-Control", equalTo("no-cache"));
    given().get("/following").then().statusCode(200).header("Cache-Control", equalTo("no-cache"));
  }

  @Test
  void letsNoForeignScriptIntoItsPages() {
    given().get("/").then().header("Content-Security-Policy", containsString("default-src 'self'"));
    given().get("/q/docs/").then().statusCode(200)
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
  }
}
