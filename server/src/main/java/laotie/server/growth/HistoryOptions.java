package laotie.server.growth;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import laotie.growth.history.DateOrder;
import laotie.growth.history.HistoryField;

/**
 * What was asked of the report of an order history.
 *
 * @param columns headers by what they mean, where the header alone does not tell
 * @param until the last day that counts; absent for the day of the last order
 */
record HistoryOptions(
    List<Path> files, Path report, String language, ZoneId zone, Optional<Currency> currency,
    DateOrder dates, boolean isDecimalComma, Map<HistoryField, String> columns, Optional<Charset> charset,
    Optional<LocalDate> until, Optional<String> title) {

  static final String USAGE = """
      ./laotie growth --import FILE --report OUT.html [options]

      Makes a report of repurchase from a file of orders; nothing is kept and nothing is sent. FILE is a
      table as shops export it (CSV, also .gz; UTF-8, GBK, UTF-16): Shopify's orders export, exports of
      Chinese platforms, or any table with an order name, a buyer, a date and an amount.

        --import FILE        several times for several files; an order counts once
        --report OUT.html    the page that is written
        --lang zh-CN | en    its language at first (by locale)
        --name WORDS         the name of the shop, for its heading
        --zone ZONE          of the shop: where its days are cut, and of times without offset (Asia/Shanghai)
        --currency CODE      of amounts when no column says it (CNY); others do not count
        --dates dmy | mdy    what stands first in dates such as 3/4/2026
        --decimal comma      when amounts are written 1.299,00
        --map FIELD=HEADER   what a column means, when its header does not tell; several times
        --charset NAME       when it is found wrongly
        --until YYYY-MM-DD   the last day that counts (the day of the last order)

      Fields: %s

      Exit codes: 0 made, 1 a file cannot be read or written, 2 asked wrongly, 3 no order that counts.
      """.formatted(String.join(", ",
          java.util.Arrays.stream(HistoryField.values()).map(HistoryField::word).toList()));

  /** Asked wrongly; the message says what. */
  static final class Misasked extends RuntimeException {
    private static final long serialVersionUID = 1;

    Misasked(String message) {
      super(message);
    }
  }

  /** Reads the words of the command; refuses by {@link Misasked}. */
  static HistoryOptions of(String[] words, Locale locale) {
    List<Path> files = new ArrayList<>();
    Map<HistoryField, String> columns = new EnumMap<>(HistoryField.class);
    Map<String, String> said = new java.util.HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      String name = words[i];
      if (i + 1 >= words.length) {
        throw new Misasked(name + " needs a value");
      }
      String value = words[i + 1];
      switch (name) {
        case "--import" -> files.add(Path.of(value));
        case "--map" -> map(columns, value);
        case "--report", "--lang", "--name", "--zone", "--currency", "--dates", "--decimal", "--charset",
            "--until" -> {
          if (said.put(name, value) != null) {
            throw new Misasked(name + " is said twice");
          }
        }
        default -> throw new Misasked("no option " + name);
      }
    }
    if (files.isEmpty() || !said.containsKey("--report")) {
      throw new Misasked("--import FILE and --report OUT.html are needed");
    }
    return of(files, columns, new Said(said), locale);
  }

  private static HistoryOptions of(
      List<Path> files, Map<HistoryField, String> columns, Said said, Locale locale) {
    return new HistoryOptions(
        files,
        Path.of(said.of("--report").orElseThrow()),
        said.oneOf("--lang", List.of("zh-CN", "en")).orElse(
            locale.getLanguage().equals("zh") ? "zh-CN" : "en"),
        said.read("--zone", ZoneId::of).orElse(ZoneId.of("Asia/Shanghai")),
        said.read("--currency", code -> Currency.getInstance(code.toUpperCase(Locale.ROOT))),
        said.oneOf("--dates", List.of("dmy", "mdy"))
            .map(word -> word.equals("dmy") ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST)
            .orElse(DateOrder.UNSAID),
        said.oneOf("--decimal", List.of("comma", "point")).orElse("point").equals("comma"),
        columns,
        said.read("--charset", Charset::forName),
        said.read("--until", LocalDate::parse),
        said.of("--name"));
  }

  private static void map(Map<HistoryField, String> columns, String value) {
    int cut = value.indexOf('=');
    HistoryField field = cut < 1 ? null : HistoryField.of(value.substring(0, cut)).orElse(null);
    if (field == null || cut == value.length() - 1) {
      throw new Misasked("--map " + value + " is no FIELD=HEADER");
    }
    columns.put(field, value.substring(cut + 1));
  }

  /** The options that are said once. */
  private record Said(Map<String, String> words) {

    private interface Reading<T> {
      T read(String word);
    }

    Optional<String> of(String name) {
      return Optional.ofNullable(words.get(name));
    }

    Optional<String> oneOf(String name, List<String> choices) {
      Optional<String> word = of(name);
      if (word.isPresent() && !choices.contains(word.get())) {
        throw new Misasked(name + " is one of " + String.join(", ", choices));
      }
      return word;
    }

    <T> Optional<T> read(String name, Reading<T> reading) {
      try {
        return of(name).map(reading::read);
      } catch (IllegalArgumentException | DateTimeException wrong) {
        throw new Misasked(name + " " + words.get(name) + " is not known");
      }
    }
  }
}
