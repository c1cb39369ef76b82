package laotie.server.goods;

import java.util.Set;
import laotie.goods.Sheet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The words of a description that another shop wrote as HTML. Tags, scripts and styles are gone; paragraphs,
 * line ends and list items stay as lines. What comes out is text and is shown as text.
 */
final class PlainStory {

  /** Characters that are kept; the shelf holds fewer and says when it cuts. */
  static final int CHARACTERS_MAX = 5_000;

  private static final Set<String> UNSEEN =
      Set.of("script", "style", "template", "noscript", "iframe", "object", "svg", "head", "title", "select",
          "textarea", "math");

  private static final Set<String> CELLS = Set.of("td", "th");

  private PlainStory() {}

  static String of(String story) {
    if (story.indexOf('<') < 0 && story.indexOf('&') < 0) {
      return tidy(new StringBuilder(story));
    }
    Lines lines = new Lines();
    Jsoup.parseBodyFragment(story).body().traverse(lines);
    return tidy(lines.text);
  }

  private static final class Lines implements NodeVisitor {
    private final StringBuilder text = new StringBuilder();
    private int unseen;

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode words && unseen == 0) {
        append(words.getWholeText());
      } else if (node instanceof Element element) {
        String name = element.normalName();
        unseen += UNSEEN.contains(name) ? 1 : 0;
        if (unseen == 0 && name.equals("br")) {
          text.append('\n');
        } else if (unseen == 0 && isLine(element)) {
          endLine();
          text.append(name.equals("li") ? "· " : "");
        }
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element) {
        if (unseen == 0 && isLine(element)) {
          endLine();
        } else if (unseen == 0 && CELLS.contains(element.normalName())) {
          text.append(' ');
        }
        unseen -= UNSEEN.contains(element.normalName()) ? 1 : 0;
      }
    }

    private static boolean isLine(Element element) {
      return element.isBlock() && !CELLS.contains(element.normalName());
    }

    /** Line ends of the source are spaces in HTML. */
    private void append(String words) {
      if (text.length() <= CHARACTERS_MAX) {
        String line = words.replaceAll("\\s+", " ");
        boolean isAtStart = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
        text.append(isAtStart ? line.stripLeading() : line);
      }
    }

    private void endLine() {
      if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        text.append('\n');
      }
    }
  }

  /** No spaces at the ends of lines, no more than one blank line, no control characters. */
  private static String tidy(StringBuilder text) {
    return Sheet.cut(text.toString(), CHARACTERS_MAX)
        .replace("\r\n", "\n").replace('\r', '\n').replace('\u00A0', ' ')
        .replaceAll("[\\p{Cntrl}&&[^\n]]", " ")
        .replaceAll("[ \u3000]*\n[ \u3000]*", "\n").replaceAll("\n{3,}", "\n\n").strip();
  }
}
