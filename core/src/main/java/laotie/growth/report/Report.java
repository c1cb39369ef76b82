package laotie.growth.report;

/**
 * The page. It loads nothing and sends nothing: its policy forbids both.
 *
 * @param language of its words at first, {@code zh-CN} or {@code en}; the reader may change it
 * @param style the style sheet: tokens of the project, then those of the report
 */
public record Report(String language, String style) {

  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

  private static final String SCRIPT = """
      for (const button of document.querySelectorAll("[data-language]")) {
        button.addEventListener("click", () => {
          document.documentElement.lang = button.dataset.language;
        });
      }
      addEventListener("beforeprint", () => {
        for (const part of document.querySelectorAll("details")) part.open = true;
      });
      """;

  public Report {
    if (!language.equals("zh-CN") && !language.equals("en")) {
      throw new IllegalArgumentException("a report in " + language);
    }
  }

  /** The whole file; throws when no order counts, since there is nothing to report. */
  public String html(ReportInput input) {
    return """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="%s">
        <meta name="referrer" content="no-referrer">
        <link rel="icon" href="data:,">
        <title>%s · 老铁 Laotie</title>
        <style>
        %s
        </style>
        </head>
        <body>
        """.formatted(language, POLICY, Said.escaped(input.title()), style.replace("</", "<\\/"))
        + head(input) + "<main>" + parts(input) + "</main>" + foot()
        + "<script>\n" + SCRIPT + "</script>\n</body>\n</html>\n";
  }

  private static String parts(ReportInput input) {
    return new HeadlinePart(input).html()
        + new ReturnPart(input).html()
        + new CohortPart(input).html()
        + new IdentityPart(input).html()
        + new WhyPart(input).html()
        + new ValuePart(input).html()
        + new DefinitionPart(input).html()
        + new SourcePart(input).html();
  }

  private static String head(ReportInput input) {
    Said span = new Said("%s 至 %s · %s 位买家 · %s 单 · %s", "%s to %s · %s buyers · %s orders · %s").with(
        input.firstDay(), input.lastDay(), Figures.count(input.tally().buyers()),
        Figures.count(input.tally().all().orders()),
        input.figures().money(input.tally().all().grossMinor()));
    return """
        <header><div class="mark"><b>老铁</b><span>%s</span></div>
        <nav class="languages"><button type="button" data-language="zh-CN">中文</button>\
        <button type="button" data-language="en">English</button></nav>
        <h1>%s</h1><p class="span">%s</p></header>
        """.formatted(new Said("复购报告", "Repurchase report").html(), Said.escaped(input.title()), span.html());
  }

  private static String foot() {
    return "<footer><p>" + new Said(
        "由 老铁 Laotie（Apache-2.0）生成。这个文件不联网，可以离线保存、打印、转发。",
        "Made by Laotie 老铁 (Apache-2.0). This file loads nothing: keep it, print it, pass it on.").html()
        + "</p></footer>";
  }
}
