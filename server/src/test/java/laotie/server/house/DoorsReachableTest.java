package laotie.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * JAX-RS chooses a class by the most literal path that fits and never looks back (Jakarta REST 4.0, 3.7.2): a
 * class at {@code /api/v1/hosts/{hostId}} hides every door below it that another class has.
 */
class DoorsReachableTest {

  private static final Pattern CLASS_PATH =
      Pattern.compile("^@Path\\((?:\"([^\"]*)\")\\)", Pattern.MULTILINE);
  private static final Pattern METHOD_PATH =
      Pattern.compile("^  @Path\\(\"([^\"]*)\"\\)", Pattern.MULTILINE);

  /** A class of doors: where it stands and what lies below. */
  private record Doors(String name, String path, List<String> below) {
    boolean fits(String whole) {
      return Pattern.compile(path.replaceAll("\\{[^}]*}", "[^/]+") + "(/.*)?").matcher(whole).matches();
    }

    int literals() {
      return path.replaceAll("\\{[^}]*}", "").length();
    }
  }

  private static List<String> hidden(List<Doors> all) {
    List<String> hidden = new ArrayList<>();
    for (Doors doors : all) {
      for (String below : doors.below()) {
        String whole = (doors.path() + below).replaceAll("\\{[^}]*}", "x");
        Doors chosen = all.stream().filter(each -> each.fits(whole))
            .max(Comparator.comparingInt(Doors::literals)).orElseThrow();
        if (!chosen.path().equals(doors.path())) {
          hidden.add(doors.path() + below + " of " + doors.name() + " is hidden by " + chosen.name());
        }
      }
    }
    return hidden;
  }

  private static List<Doors> house() {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith("Api.java")).sorted()
          .flatMap(file -> doors(file).stream()).toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static List<Doors> doors(Path file) {
    try {
      String source = Files.readString(file);
      Matcher head = CLASS_PATH.matcher(source);
      if (!head.find()) {
        return List.of();
      }
      List<String> below = new ArrayList<>(List.of(""));
      METHOD_PATH.matcher(source).results().forEach(found ->
          below.add(found.group(1).startsWith("/") ? found.group(1) : "/" + found.group(1)));
      return List.of(new Doors(file.getFileName().toString(), head.group(1), below));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @Test
  void noDoorHidesAnother() {
    assertThat(house()).hasSizeGreaterThan(30);
    assertThat(hidden(house())).isEmpty();
  }

  @Test
  void aHiddenDoorIsFound() {
    assertThat(hidden(List.of(
        new Doors("GrowthApi", "/api/v1", List.of("/hosts/{hostId}/growth")),
        new Doors("MoneyApi", "/api/v1/hosts/{hostId}", List.of("/money"))))).hasSize(1);
  }
}
