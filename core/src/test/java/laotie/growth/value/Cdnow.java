package laotie.growth.value;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The CDNOW sample: 2,357 customers of a shop of discs who came in early 1997. The data may not be shipped:
 * they are looked for in {@code shared/data/growth/cdnow} beside the project or above it.
 */
final class Cdnow {

  static final LocalDate CALIBRATED_UNTIL = LocalDate.of(1997, 9, 30);
  static final LocalDate HELD_OUT_UNTIL = LocalDate.of(1998, 6, 30);

  private Cdnow() {}

  /** The file, when it is there. */
  static Optional<Path> find() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared/data/growth/cdnow/CDNOW_sample.txt");
      if (Files.isReadable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** Each customer's days and cents; a line is: master id, sample id, day, discs, dollars. */
  static List<History> histories(Path file) throws IOException {
    Map<String, SortedMap<LocalDate, Long>> days = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.strip().split("\\s+");
      LocalDate day = LocalDate.parse(cells[2], DateTimeFormatter.BASIC_ISO_DATE);
      long minor = new BigDecimal(cells[4]).movePointRight(2).longValueExact();
      days.computeIfAbsent(cells[1], id -> new TreeMap<>()).merge(day, minor, Math::addExact);
    }
    List<History> histories = new ArrayList<>();
    days.forEach((id, minors) -> histories.add(new History(id, minors)));
    return histories;
  }
}
