package laotie.server.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What STYLE.md asks of files and names, checked over a tree of sources. */
final class Tidy {

  static final int FILE_LINES_MAX = 500;
  static final int LINE_COLUMNS_MAX = 110;

  private static final Pattern BANNED_NAME =
      Pattern.compile(
          ".*(Impl|Utils?|Helper|Manager|Processor|Dto)|Abstract[A-Z].*|Base[A-Z].*|I[A-Z][a-z].*");
  private static final Set<String> BANNED_PACKAGES =
      Set.of("common", "misc", "service", "model", "dto", "util");
  private static final Pattern MESSAGE_KEY = Pattern.compile("^\\s*\"([^\"]+)\"\\s*:", Pattern.MULTILINE);

  private final Path root;

  Tidy(Path root) {
    this.root = root;
  }

  /** Files over 500 lines and lines over 110 columns of Java and TypeScript. */
  List<String> sizes() {
    List<String> wrong = new ArrayList<>();
    for (Path file : sources(".java", ".ts", ".css")) {
      List<String> lines = lines(file);
      if (lines.size() > FILE_LINES_MAX) {
        wrong.add(file + " has " + lines.size() + " lines");
      }
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).length() > LINE_COLUMNS_MAX && file.toString().endsWith(".java")) {
          wrong.add(file + ":" + (i + 1) + " has " + lines.get(i).length() + " columns");
        }
      }
    }
    return wrong;
  }

  /** Classes and packages with a name that says nothing. */
  List<String> bannedNames() {
    List<String> wrong = new ArrayList<>();
    for (Path file : sources(".java")) {
      String name = file.getFileName().toString().replace(".java", "");
      if (BANNED_NAME.matcher(name).matches()) {
        wrong.add(file + ": banned name");
      }
      if (BANNED_PACKAGES.contains(file.getParent().getFileName().toString())) {
        wrong.add(file + ": banned package");
      }
    }
    return wrong;
  }

  /** Constants of the reason enums without {@code docs/problems/<code>.md}. */
  List<String> reasonsWithoutPage() {
    List<String> wrong = new ArrayList<>();
    for (Path file : sources("Reason.java")) {
      String text = String.join("\n", lines(file));
      Matcher constant = Pattern.compile("^ {2}([A-Z][A-Z_]+)\\(\\d", Pattern.MULTILINE).matcher(text);
      while (constant.find()) {
        String code = constant.group(1).toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        if (!Files.exists(root.resolve("docs/problems/" + code + ".md"))) {
          wrong.add(file.getFileName() + " " + constant.group(1) + " has no docs/problems/" + code + ".md");
        }
      }
    }
    return wrong;
  }

  /** Areas of core without {@code docs/areas/<area>.md}. */
  List<String> areasWithoutPage() {
    List<String> wrong = new ArrayList<>();
    try (Stream<Path> areas = Files.list(root.resolve("core/src/main/java/laotie"))) {
      for (Path area : areas.filter(Files::isDirectory).sorted().toList()) {
        String word = area.getFileName().toString();
        if (!word.equals("fact") && !Files.exists(root.resolve("docs/areas/" + word + ".md"))) {
          wrong.add("area " + word + " has no docs/areas/" + word + ".md");
        }
        if (!Files.exists(area.resolve("package-info.java"))) {
          wrong.add("area " + word + " has no package-info.java");
        }
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return wrong;
  }

  /** Message keys that stand in one language and not in the other; only English has singulars. */
  List<String> messagesWithoutTwin() {
    List<String> wrong = new ArrayList<>();
    for (Path chinese : sources("messages.zh-CN.json")) {
      Path english = chinese.resolveSibling("messages.en.json");
      Set<String> left = keys(chinese);
      Set<String> right = Files.exists(english) ? keys(english) : new java.util.TreeSet<>();
      right.removeIf(key -> key.endsWith(".one") && left.contains(key.substring(0, key.length() - 4)));
      left.stream().filter(key -> !right.contains(key)).forEach(key -> wrong.add(english + " lacks " + key));
      right.stream().filter(key -> !left.contains(key)).forEach(key -> wrong.add(chinese + " lacks " + key));
    }
    return wrong;
  }

  private Set<String> keys(Path file) {
    Set<String> keys = new java.util.TreeSet<>();
    Matcher key = MESSAGE_KEY.matcher(String.join("\n", lines(file)));
    while (key.find()) {
      keys.add(key.group(1));
    }
    return keys;
  }

  private List<Path> sources(String... endings) {
    List<Path> files = new ArrayList<>();
    for (String module : List.of("core", "server", "bench")) {
      if (!Files.isDirectory(root.resolve(module).resolve("src"))) {
        continue;
      }
      try (Stream<Path> tree = Files.walk(root.resolve(module).resolve("src"))) {
        tree.filter(file -> Stream.of(endings).anyMatch(end -> file.toString().endsWith(end)))
            .sorted()
            .forEach(files::add);
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
    return files;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(file.toString(), fault);
    }
  }
}
