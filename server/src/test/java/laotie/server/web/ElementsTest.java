package laotie.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each element has a name of its own: the browser refuses the second one, and with it the whole page. */
class ElementsTest {

  private static final Path APP = Path.of("src/main/resources/web/app");
  private static final Pattern NAMED = Pattern.compile("customElements\\.define\\(\"([a-z-]+)\"");

  @Test
  void noTwoElementsShareAName() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(APP)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".ts")).toList()) {
        sources.put(APP.relativize(file).toString(), Files.readString(file));
      }
    }
    assertThat(sources).isNotEmpty();
    assertThat(twins(sources)).isEmpty();
  }

  @Test
  void findsAPlantedTwin() {
    Map<String, String> sources = Map.of(
        "live/cover.ts", "customElements.define(\"lt-cover\", Cover);",
        "studio/cover.ts", "customElements.define(\"lt-cover\", Cover);",
        "live/room.ts", "customElements.define(\"lt-room\", RoomScreen);");
    assertThat(twins(sources)).singleElement().asString().contains("lt-cover");
  }

  private static List<String> twins(Map<String, String> sources) {
    Map<String, String> owners = new TreeMap<>();
    List<String> twins = new ArrayList<>();
    sources.forEach((file, source) -> NAMED.matcher(source).results().forEach(found -> {
      String before = owners.putIfAbsent(found.group(1), file);
      if (before != null) {
        twins.add(found.group(1) + " in " + before + " and " + file);
      }
    }));
    return twins;
  }
}
