package laotie.server.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import laotie.server.boot.TestSquare;
import org.junit.jupiter.api.Test;

/** The API describes itself: every door that stands in the sources is in the served document. */
@QuarkusTest
@QuarkusTestResource(TestSquare.class)
class OpenApiTest {

  private static final Path SOURCES = Path.of("src/main/java/laotie/server");
  private static final Pattern CLASS_PATH = Pattern.compile("(?m)^@Path\\(\"([^\"]+)\"\\)");
  private static final Pattern DOOR = Pattern.compile(
      "(?m)^  @(GET|POST|PUT|DELETE)\\n((?:  @.*\\n|    .*\\n)*?)  public ");
  private static final Pattern METHOD_PATH = Pattern.compile("@Path\\(\"([^\"]+)\"\\)");

  /** A door by its method and address, the area whose folder it stands in, and the path of its class. */
  private record Door(String method, String path, String area, String root) {}

  @Test
  void everyDoorIsInTheDocumentUnderItsArea() throws IOException {
    Map<String, Map<String, Map<String, Object>>> paths = document().getMap("paths");
    List<Door> doors = doors();
    assertThat(doors).hasSizeGreaterThan(60);
    for (Door door : doors) {
      assertThat(paths).containsKey(door.path());
      assertThat(paths.get(door.path())).as(door.path()).containsKey(door.method());
      assertThat(paths.get(door.path()).get(door.method()).get("tags")).as(door + " is tagged")
          .isEqualTo(List.of(door.area()));
    }
  }

  /**
   * The framework asks only the class whose path fits best: one at {@code /hosts/{hostId}} would hide every
   * door below it that stands in another class.
   */
  @Test
  void noClassHidesTheDoorsOfAnother() throws IOException {
    assertThat(hidden(doors())).isEmpty();
    assertThat(hidden(List.of(
        new Door("get", "/api/v1/hosts/{hostId}/fans", "fans", "/api/v1"),
        new Door("get", "/api/v1/hosts/{id}/money", "settlement", "/api/v1/hosts/{id}"))))
        .as("planted").hasSize(1);
  }

  private static List<String> hidden(List<Door> doors) {
    List<String> hidden = new ArrayList<>();
    for (Door door : doors) {
      for (Door other : doors) {
        String root = nameless(other.root());
        if (root.length() > nameless(door.root()).length() && nameless(door.path()).startsWith(root + "/")) {
          hidden.add(door.path() + " is hidden by the class at " + other.root());
        }
      }
    }
    return hidden;
  }

  private static String nameless(String path) {
    return path.replaceAll("\\{[^}]*}", "{}");
  }

  @Test
  void aPersonCanReadIt() {
    given().get("/q/docs/").then().statusCode(200);
  }

  private static JsonPath document() {
    return given().queryParam("format", "json").get("/q/openapi").then().statusCode(200)
        .extract().jsonPath();
  }

  private static List<Door> doors() throws IOException {
    List<Door> doors = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(each -> each.toString().endsWith("Api.java")).sorted().toList()) {
        String text = Files.readString(file);
        Matcher base = CLASS_PATH.matcher(text);
        if (base.find()) {
          Matcher door = DOOR.matcher(text);
          while (door.find()) {
            Matcher path = METHOD_PATH.matcher(door.group(2));
            doors.add(new Door(door.group(1).toLowerCase(Locale.ROOT),
                joined(base.group(1), path.find() ? path.group(1) : ""),
                file.getParent().getFileName().toString(), base.group(1)));
          }
        }
      }
    }
    return doors;
  }

  private static String joined(String base, String path) {
    String rest = path.startsWith("/") || path.isEmpty() ? path : "/" + path;
    return (base + rest).replaceAll("/$", "");
  }
}
