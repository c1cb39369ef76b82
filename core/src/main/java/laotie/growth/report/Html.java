package laotie.growth.report;

import java.util.List;

/** The few shapes of which the page is made. */
final class Html {

  private Html() {}

  /** A part of the page under a heading. */
  static String section(String id, Said title, Said lead, String body) {
    return """
        <section id="%s" data-test="report-%s"><h2>%s</h2><p class="lead">%s</p>%s</section>
        """.formatted(id, id, title.html(), lead.html(), body);
  }

  static String paragraph(String kind, Said words) {
    return "<p class=\"%s\">%s</p>".formatted(kind, words.html());
  }

  static String figure(Said caption, String drawing) {
    return "<figure><figcaption>%s</figcaption>%s</figure>".formatted(caption.html(), drawing);
  }

  /** A legend: pairs of the class of a colour and its words. */
  static String legend(List<Key> keys) {
    StringBuilder legend = new StringBuilder("<p class=\"legend\">");
    for (Key key : keys) {
      legend.append("<span><i class=\"").append(key.kind()).append("\"></i>").append(key.words().html())
          .append("</span> ");
    }
    return legend.append("</p>").toString();
  }

  record Key(String kind, Said words) {}

  /** A table that is scrolled inside its own frame where it is wider than the screen. */
  static String table(String kind, List<Said> head, List<List<Said>> rows) {
    StringBuilder table = new StringBuilder(
        "<div class=\"scroll\" tabindex=\"0\"><table class=\"" + kind + "\"><thead><tr>");
    head.forEach(cell -> table.append("<th scope=\"col\">").append(cell.html()).append("</th>"));
    table.append("</tr></thead><tbody>");
    for (List<Said> row : rows) {
      table.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        table.append(i == 0 ? "<th scope=\"row\">" : "<td>").append(row.get(i).html())
            .append(i == 0 ? "</th>" : "</td>");
      }
      table.append("</tr>");
    }
    return table.append("</tbody></table></div>").toString();
  }
}
