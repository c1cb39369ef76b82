package laotie.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of the UI: both languages say the same things, and every word a screen asks for exists. */
class MessagesTest {

  private static final Path APP = Path.of("src/main/resources/web/app");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** {@code say("trade.buy"} with a whole key; keys that are put together at run time are not seen here. */
  private static final Pattern ASKED = Pattern.compile("\\bsay\\(\"([a-z]+\\.[A-Za-z0-9_.-]+)\"");

  /** {@code title: "trade.order"} of a route. */
  private static final Pattern TITLE = Pattern.compile("\\btitle: \"([a-z]+\\.[A-Za-z0-9_.-]+)\"");

  private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");

  /** The English singular of the key before it; Chinese has none. */
  private static final String SINGULAR = ".one";

  @Test
  void bothLanguagesHaveTheSameKeysAndValues() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path area : areas()) {
      wrong.addAll(differences(area.getFileName().toString(), words(area, "zh-CN"), words(area, "en")));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyWordAScreenAsksForExists() throws IOException {
    Set<String> known = new TreeSet<>();
    for (Path area : areas()) {
      words(area, "zh-CN").keySet().forEach(key -> known.add(area.getFileName() + "." + key));
    }
    List<String> wrong = new ArrayList<>();
    for (Path file : files(".ts")) {
      asked(Files.readString(file)).stream().filter(key -> !known.contains(key))
          .forEach(key -> wrong.add(APP.relativize(file) + " asks for " + key));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void findsAPlantedGap() {
    Map<String, String> chinese = Map.of("buy", "买 {count}", "pay", "付款", "gone", " ");
    Map<String, String> english = Map.of("buy", "buy", "sell", "sell", "gone", "gone", "buy.one", "buy");
    assertThat(differences("trade", chinese, english)).containsExactlyInAnyOrder(
        "trade.pay is missing in en",
        "trade.sell is missing in zh-CN",
        "trade.gone is blank",
        "trade.buy has other values: [count] and []");
  }

  @Test
  void findsAPlantedQuestion() {
    assertThat(asked("html`${say(\"trade.buy\", {count})}` + {title: \"live.room\"}"))
        .containsExactlyInAnyOrder("trade.buy", "live.room");
  }

  private static List<String> differences(
      String area, Map<String, String> chinese, Map<String, String> english) {
    List<String> wrong = new ArrayList<>();
    chinese.forEach((key, text) -> {
      String other = english.get(key);
      if (other == null) {
        wrong.add(area + "." + key + " is missing in en");
      } else if (text.isBlank() || other.isBlank()) {
        wrong.add(area + "." + key + " is blank");
      } else if (!values(text).equals(values(other))) {
        wrong.add(area + "." + key + " has other values: " + values(text) + " and " + values(other));
      }
    });
    english.keySet().stream().filter(key -> !key.endsWith(SINGULAR) && !chinese.containsKey(key))
        .forEach(key -> wrong.add(area + "." + key + " is missing in zh-CN"));
    return wrong;
  }

  private static Set<String> values(String text) {
    return VALUE.matcher(text).results().map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> asked(String source) {
    Set<String> keys = new TreeSet<>();
    for (Pattern pattern : List.of(ASKED, TITLE)) {
      Matcher matcher = pattern.matcher(source);
      while (matcher.find()) {
        keys.add(matcher.group(1));
      }
    }
    return keys;
  }

  private static Map<String, String> words(Path area, String language) throws IOException {
    return JSON.readValue(
        area.resolve("messages." + language + ".json").toFile(), new TypeReference<>() {});
  }

  private static List<Path> areas() throws IOException {
    return files("messages.en.json").stream().map(Path::getParent).toList();
  }

  private static List<Path> files(String end) throws IOException {
    try (Stream<Path> all = Files.walk(APP)) {
      return all.filter(path -> path.toString().endsWith(end)).sorted().toList();
    }
  }
}
