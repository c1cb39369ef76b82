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
  static final int METHOD_LINES_MAX = 60;
  static final int PARAMETERS_MAX = 5;

  private static final Pattern BANNED_NAME =
      Pattern.compile(
          ".*(Impl|Utils?|Helper|Manager|Processor|Dto)|Abstract[A-Z].*|Base[A-Z].*|I[A-Z][a-z].*");
  private static final Set<String> BANNED_PACKAGES =
      Set.of("common", "misc", "service", "model", "dto", "util");
  private static final Pattern MESSAGE_KEY = Pattern.compile("^\\s*\"([^\"]+)\"\\s*:", Pattern.MULTILINE);

  private static final Pattern TYPE_HEAD = Pattern.compile("\\b(class|record|interface|enum)\\b");
  private static final Pattern PUBLIC_TYPE = Pattern.compile(
      "^ *public (static |final |abstract |sealed |non-sealed )*(class|record|interface|enum|@interface) ");
  private static final Pattern METHOD_HEAD = Pattern.compile(
      "^ {2,6}(?!.*\\brecord\\b)(?!return |new |throw )[\\w@<][\\w.<>\\[\\], ?]*?\\b(\\w+)\\(([^;{}()]*)\\)"
          + "\\s*(?:throws [\\w, .]+)?[{;]",
      Pattern.MULTILINE);
  private static final Pattern PARAMETER = Pattern.compile("(final )?[\\w.\\[\\]]+(\\.\\.\\.)?\\s+\\w+\\s*,");
  private static final Pattern CSS_COLOUR = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\b(rgb|hsl)a?\\(");
  private static final Pattern TS_COLOUR =
      Pattern.compile("[\"'`:=(,]\\s*#[0-9a-fA-F]{3,8}\\b|\\b(rgb|hsl)a?\\(");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#|/)([^)#\\s]+)");

  /**
   * Files with a list of six: PeopleApi is wired to six neighbours, and a record of them would be a name for
   * nothing; TeaTable draws a tin from a place, a size and two colours.
   */
  private static final Set<String> MANY_PARAMETERS = Set.of("PeopleApi.java", "TeaTable.java");

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

  /** Methods over 60 lines, by the braces of the layout: a body ends where its head is indented. */
  List<String> longMethods() {
    List<String> wrong = new ArrayList<>();
    for (Path file : sources(".java")) {
      List<String> lines = lines(file);
      for (int end = 0; end < lines.size(); end++) {
        int indent = lines.get(end).indexOf('}');
        if (indent > 0 && lines.get(end).strip().equals("}")) {
          int head = headOf(lines, end, indent);
          if (end - head >= METHOD_LINES_MAX && !TYPE_HEAD.matcher(lines.get(head)).find()) {
            wrong.add(file + ":" + (head + 1) + " is a method of " + (end - head + 1) + " lines");
          }
        }
      }
    }
    return wrong;
  }

  private static int headOf(List<String> lines, int end, int indent) {
    int head = end - 1;
    while (head > 0 && (lines.get(head).isBlank() || indentOf(lines.get(head)) > indent)) {
      head--;
    }
    return head;
  }

  private static int indentOf(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** Methods and constructors of more than five parameters; records are how there are fewer. */
  List<String> longParameterLists() {
    List<String> wrong = new ArrayList<>();
    for (Path file : sources(".java")) {
      if (MANY_PARAMETERS.contains(file.getFileName().toString())) {
        continue;
      }
      Matcher head = METHOD_HEAD.matcher(withoutTexts(file));
      while (head.find()) {
        String list = head.group(2).replaceAll("<[^<>]*(<[^<>]*>[^<>]*)*>", "");
        int count = list.split(",").length;
        if (count > PARAMETERS_MAX && PARAMETER.matcher(list.strip()).lookingAt()) {
          wrong.add(file + " " + head.group(1) + " has " + count + " parameters");
        }
      }
    }
    return wrong;
  }

  private static String withoutTexts(Path file) {
    return String.join("\n", lines(file))
        .replaceAll("(?s)\"\"\".*?\"\"\"", "\"\"")
        .replaceAll("(?s)/\\*.*?\\*/", "")
        .replaceAll("//[^\n]*", "");
  }

  /** Public types of the main sources without Javadoc. */
  List<String> typesWithoutWords() {
    List<String> wrong = new ArrayList<>();
    for (Path file : sources(".java")) {
      List<String> lines = file.toString().contains("/src/test/") ? List.of() : lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (PUBLIC_TYPE.matcher(lines.get(i)).find() && !isExplained(lines, i)) {
          wrong.add(file + ":" + (i + 1) + " has no Javadoc");
        }
      }
    }
    return wrong;
  }

  /** True when a comment ends above, with nothing between but annotations. */
  private static boolean isExplained(List<String> lines, int type) {
    for (int above = type - 1; above >= 0; above--) {
      String line = lines.get(above);
      if (line.endsWith("*/")) {
        return true;
      }
      boolean isOtherCode = line.endsWith(";") || line.endsWith("}") || TYPE_HEAD.matcher(line).find();
      if (line.isBlank() || isOtherCode) {
        return false;
      }
    }
    return false;
  }

  /** Colours of the screens that are no token. */
  List<String> rawColours() {
    List<String> wrong = new ArrayList<>();
    for (Path file : sources(".css", ".ts")) {
      if (file.endsWith("design/tokens.css")) {
        continue;
      }
      Pattern colour = file.toString().endsWith(".css") ? CSS_COLOUR : TS_COLOUR;
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (colour.matcher(lines.get(i)).find()) {
          wrong.add(file + ":" + (i + 1) + " has a colour of its own");
        }
      }
    }
    return wrong;
  }

  /** Tests that sleep instead of waiting for something. */
  List<String> sleepingTests() {
    List<String> wrong = new ArrayList<>();
    for (Path file : sources(".java")) {
      if (file.toString().contains("/src/test/")
          && lines(file).stream().anyMatch(line -> line.strip().startsWith("Thread.sleep("))) {
        wrong.add(file + " sleeps");
      }
    }
    return wrong;
  }

  /** Links of the pages that lead nowhere, and decisions that are missing in their list. */
  List<String> brokenLinks() {
    List<String> wrong = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(String.join("\n", lines(page)));
      while (link.find()) {
        if (!Files.exists(page.resolveSibling(link.group(1)))) {
          wrong.add(page + " leads to " + link.group(1));
        }
      }
    }
    Path list = root.resolve("docs/decisions/README.md");
    String listed = Files.exists(list) ? String.join("\n", lines(list)) : "";
    for (Path page : pages()) {
      if (page.getParent().endsWith("decisions") && !page.equals(list)
          && !listed.contains("(" + page.getFileName() + ")")) {
        wrong.add(page + " is not in the list of decisions");
      }
    }
    return wrong;
  }

  private List<Path> pages() {
    List<Path> pages = new ArrayList<>();
    for (String name : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "STYLE.md")) {
      if (Files.exists(root.resolve(name))) {
        pages.add(root.resolve(name));
      }
    }
    if (Files.isDirectory(root.resolve("docs"))) {
      pages.addAll(walk(root.resolve("docs"), ".md"));
    }
    return pages;
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
      files.addAll(walk(root.resolve(module).resolve("src"), endings));
    }
    return files;
  }

  private static List<Path> walk(Path from, String... endings) {
    try (Stream<Path> tree = Files.walk(from)) {
      return tree.filter(file -> Stream.of(endings).anyMatch(end -> file.toString().endsWith(end)))
          .sorted()
          .toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(file.toString(), fault);
    }
  }
}
