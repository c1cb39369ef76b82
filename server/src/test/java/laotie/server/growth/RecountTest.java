package laotie.server.growth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import laotie.fact.Fact;
import laotie.fact.GoodsFact.ProductListed;
import laotie.fact.LiveFact;
import laotie.fact.VideoFact;
import laotie.server.boot.TestSquare;
import laotie.server.log.Database;
import laotie.server.log.Folded;
import laotie.server.log.Log;
import laotie.server.log.Source;
import laotie.server.people.People;
import laotie.server.people.Somebody;
import laotie.sim.Past;
import laotie.sim.PastRow;
import laotie.sim.Stage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/**
 * Every number of the relation is counted again from exported facts: downloaded through the door, loaded
 * into a schema of its own, counted by the statements the door shows, and compared to the door's answer.
 */
@QuarkusTest
@TestProfile(RecountTest.Alone.class)
class RecountTest {

  /** Facts of its own square: they would move every number of the other tests. */
  public static final class Alone implements QuarkusTestProfile {
    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(TestSquare.class));
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int APPENDED_MAX = 2_500;
  private static final int PAST_DAYS = 130;
  private static final double NOISE = 1e-9;

  @Inject Database database;
  @Inject Log log;
  @Inject People people;

  @ConfigProperty(name = "laotie.database.url")
  String url;

  @ConfigProperty(name = "laotie.database.user")
  String user;

  @ConfigProperty(name = "laotie.database.password")
  String password;

  @TestHTTPResource("/")
  URL square;

  @Test
  void everyNumberIsWhatTheShownQueriesCountFromExportedFacts() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    List<String> hosts = new ArrayList<>();
    for (long seed = 1; seed <= 6; seed++) {
      RelationWorld world = new RelationWorld(seed, now, 150 + (int) seed * 60);
      append(world.facts());
      hosts.add(world.host(0));
      hosts.add(world.host(1));
    }
    Stage stage = Stage.rehearsal();
    append(past(stage, now));
    hosts.add(stage.stands().get(1).hostId());
    hosts.add("nobody_yet");
    Folded.await(database, "relation");
    Somebody operator = operator();
    try (Connection connection = scratch(operator)) {
      for (String window : List.of("1", "30", "90", "all")) {
        compare(connection, window, seen(operator, "/api/v1/operator/relation?days=" + window));
        for (String host : hosts) {
          compare(connection, host + " " + window,
              seen(operator, "/api/v1/hosts/" + host + "/relation?days=" + window));
        }
      }
    }
    JsonNode whole = seen(operator, "/api/v1/operator/relation?days=all");
    assertThat(whole.at("/whole/orders").asLong()).isGreaterThan(1_000);
    assertThat(whole.at("/ladder/4/people").asLong()).isPositive();
    assertThat(whole.at("/unplanned/unplanned").asLong()).isPositive();
    assertThat(whole.at("/publicToPrivate/stayed").asLong()).isPositive();
    assertThat(whole.at("/baskets/acrossCategories").asLong()).isPositive();
  }

  private List<Log.Happened> past(Stage stage, Instant now) {
    List<Log.Happened> told = new ArrayList<>();
    for (Stage.Stand stand : stage.stands()) {
      for (Stage.Good good : stand.goods()) {
        told.add(new Log.Happened(now.minus(Duration.ofDays(PAST_DAYS)),
            new ProductListed(good.productId(), stand.hostId(), good.product().category())));
      }
    }
    new Past(stage, 11, now, PAST_DAYS).tell(new Past.Sink() {
      @Override
      public void row(PastRow row) {}

      @Override
      public void fact(Instant at, Fact fact) {
        if (!(fact instanceof VideoFact.WatchCredited) && !(fact instanceof LiveFact.Liked)) {
          told.add(new Log.Happened(at, fact));
        }
      }
    });
    return told;
  }

  private void append(List<Log.Happened> facts) {
    for (int start = 0; start < facts.size(); start += APPENDED_MAX) {
      List<Log.Happened> part = facts.subList(start, Math.min(facts.size(), start + APPENDED_MAX));
      database.write(connection -> {
        log.appendAll(connection, Source.LOG, part);
        return part;
      });
    }
  }

  private Somebody operator() {
    String id = people.ensureAccount(new People.Wanted("recounter", "运营", Somebody.PASSWORD, true, false));
    Response signedIn = given().contentType("application/json")
        .body(Map.of("login", "recounter", "password", Somebody.PASSWORD)).post("/api/v1/sessions");
    signedIn.then().statusCode(200);
    return new Somebody(id, "recounter", signedIn.cookies().values().iterator().next());
  }

  private static JsonNode seen(Somebody operator, String path) throws Exception {
    Response answer = operator.calls().get(path);
    answer.then().statusCode(200);
    return JSON.readTree(answer.asString());
  }

  /** A schema with the table of the shown setup, filled from the door's CSV. */
  private Connection scratch(Somebody operator) throws Exception {
    String setup =
        seen(operator, "/api/v1/operator/relation").at("/queries/setup").asText();
    Connection connection = DriverManager.getConnection(url, user, password);
    try (Statement statement = connection.createStatement()) {
      statement.execute("create schema recount");
      statement.execute("set search_path = recount");
      for (String line : setup.split(";")) {
        int copies = line.indexOf("\\copy");
        statement.execute(copies < 0 ? line : line.substring(line.indexOf('\n', copies)));
        if (line.contains("create table")) {
          copy(connection, operator);
        }
      }
    }
    return connection;
  }

  private void copy(Connection connection, Somebody operator) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(
            URI.create(square.toString()).resolve("/api/v1/operator/facts.csv?source=log"))
        .header("Cookie", "laotie_session=" + operator.cookie()).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      try (InputStream csv = answer.body()) {
        long rows = connection.unwrap(PGConnection.class).getCopyAPI()
            .copyIn("copy facts from stdin with (format csv, header)", csv);
        assertThat(rows).isGreaterThan(20_000);
      }
    }
  }

  private static void compare(Connection connection, String what, JsonNode seen) throws SQLException {
    Map<String, List<Map<String, Object>>> counted = new LinkedHashMap<>();
    seen.get("queries").properties().forEach(query -> {
      if (!query.getKey().equals("setup")) {
        String name = query.getKey() + " of " + what;
        counted.put(query.getKey(), rows(connection, name, query.getValue().asText()));
      }
    });
    assertThat(counted).hasSize(7);
    rowsAgree(what + " ladder", seen.get("ladder"), counted.get("ladder"), List.of("step"));
    List<Map<String, Object>> domain = new ArrayList<>(counted.get("domain"));
    List<Map<String, Object>> whole = domain.stream().filter(row -> row.get("pool") == null).toList();
    domain.removeAll(whole);
    rowsAgree(what + " domain", seen.get("domain"), domain, List.of("pool", "relation"));
    Map<String, Object> all = new LinkedHashMap<>(whole.getFirst());
    all.remove("pool");
    all.remove("relation");
    agrees(what + " whole", seen.get("whole"), all);
    rowsAgree(what + " quarters", seen.get("quarters"), counted.get("quarters"), List.of("pool", "quarter"));
    rowsAgree(what + " sources", seen.get("sources"), counted.get("sources"), List.of("source"));
    for (String part : List.of("publicToPrivate", "unplanned", "baskets")) {
      assertThat(counted.get(part)).hasSize(1);
      agrees(what + " " + part, seen.get(part), counted.get(part).getFirst());
    }
    long minor = 0;
    for (JsonNode source : seen.get("sources")) {
      minor += source.get("gmvMinor").asLong();
    }
    assertThat(minor).as("G = G_live + G_clip + G_offlive, " + what)
        .isEqualTo(seen.at("/whole/gmvMinor").asLong());
  }

  private static List<Map<String, Object>> rows(Connection connection, String what, String sql) {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (Statement select = connection.createStatement(); ResultSet row = select.executeQuery(sql)) {
      ResultSetMetaData columns = row.getMetaData();
      while (row.next()) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          values.put(camel(columns.getColumnLabel(i)), row.getObject(i));
        }
        rows.add(values);
      }
      return rows;
    } catch (SQLException wrong) {
      throw new AssertionError(what + ": " + wrong.getMessage(), wrong);
    }
  }

  private static String camel(String column) {
    StringBuilder name = new StringBuilder();
    for (String word : column.split("_")) {
      name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }

  /** Every row that was counted is shown, and what is shown beside them is nothing. */
  private static void rowsAgree(
      String what, JsonNode shown, List<Map<String, Object>> counted, List<String> keys) {
    List<Map<String, Object>> left = new ArrayList<>(counted);
    for (JsonNode item : shown) {
      List<Map<String, Object>> same = left.stream()
          .filter(row -> keys.stream().allMatch(key -> item.get(key).asText().equals(row.get(key))))
          .toList();
      assertThat(same).as(what + " " + item).hasSizeLessThan(2);
      if (same.isEmpty()) {
        item.properties().forEach(field -> assertThat(!field.getValue().isNumber()
            || field.getValue().asDouble() == 0).as(what + " " + item).isTrue());
      } else {
        agrees(what, item, same.getFirst());
        left.remove(same.getFirst());
      }
    }
    assertThat(left).as(what).isEmpty();
  }

  /** Every number shown was counted and is the same, and nothing counted is left out. */
  private static void agrees(String what, JsonNode shown, Map<String, Object> counted) {
    counted.forEach((name, value) -> {
      JsonNode field = shown.get(name);
      String where = what + ": " + name + " of " + shown + " against " + counted;
      if (value == null) {
        assertThat(field == null || field.isNull()).as(where).isTrue();
      } else if (value instanceof Number number) {
        assertThat(field).as(where).isNotNull();
        assertThat(field.asDouble()).as(where)
            .isCloseTo(number.doubleValue(), org.assertj.core.data.Offset.offset(NOISE));
      } else {
        assertThat(field.asText()).as(where).isEqualTo(value);
      }
    });
    shown.properties().forEach(field -> {
      if (field.getValue().isNumber()) {
        assertThat(counted).as(what + " is not counted: " + field).containsKey(field.getKey());
      }
    });
  }
}
