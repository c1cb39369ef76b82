package laotie.intents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labelled comments as they stand in {@code core/data/intents}: tab separated, one a line, no header.
 *
 * <pre>
 * scenes.tsv      w1s01  room  a  c  a=title (variant, variant) | b=title (...)
 * train, test     w1-0001  zh  w1s01  BUY  a  BUY  a  BUY  a  链接
 *                 id, language, scene, first label and product, second, final, text
 * </pre>
 */
public final class Corpus {

  private static final String NOTHING = "none";

  private final Map<String, Scene> scenes = new HashMap<>();

  /**
   * One comment with what both labellers and the final word say.
   *
   * @param sceneId the scene it was written for
   * @param firstProduct the key of a product of the scene, or {@code none}; so is {@code secondProduct}
   */
  public record Labelled(
      Example example, String sceneId, Label first, String firstProduct, Label second,
          String secondProduct) {}

  /** The corpus with the scenes of {@code lines}. */
  public Corpus(List<String> lines) {
    for (String line : lines) {
      String[] cells = line.split("\t", -1);
      List<Shelf.Item> items = new ArrayList<>();
      for (String item : cells[4].split(" \\| ")) {
        items.add(itemOf(item.strip()));
      }
      scenes.put(cells[0], new Scene(Shelf.of(items), keyOf(cells[2]), keyOf(cells[3])));
    }
  }

  /** The comments of {@code lines}, in their order. */
  public List<Labelled> read(List<String> lines) {
    List<Labelled> read = new ArrayList<>();
    for (String line : lines) {
      String[] cells = line.split("\t", -1);
      Optional<String> product = cells[8].equals(NOTHING) ? Optional.empty() : Optional.of(cells[8]);
      Example example = new Example(
          cells[0], cells[1], cells[9], scenes.get(cells[2]), Label.valueOf(cells[7]), product);
      read.add(new Labelled(
          example, cells[2], Label.valueOf(cells[3]), cells[4], Label.valueOf(cells[5]), cells[6]));
    }
    return read;
  }

  /** The examples of {@code labelled}, in their order. */
  public static List<Example> examples(List<Labelled> labelled) {
    return labelled.stream().map(Labelled::example).toList();
  }

  private static Shelf.Item itemOf(String cell) {
    int equals = cell.indexOf('=');
    String title = cell.substring(equals + 1);
    int open = title.lastIndexOf(" (");
    if (open < 0 || !title.endsWith(")")) {
      return new Shelf.Item(cell.substring(0, equals), title, List.of());
    }
    List<String> variants = List.of(title.substring(open + 2, title.length() - 1).split("\\s*[,;/]\\s*"));
    return new Shelf.Item(cell.substring(0, equals), title.substring(0, open), variants);
  }

  private static Optional<String> keyOf(String cell) {
    return cell.equals("-") || cell.isBlank() ? Optional.empty() : Optional.of(cell);
  }
}
