package laotie.growth.report;

/** The same words in both languages; the page shows those of the language that is chosen. */
record Said(String zh, String en) {

  static final Said NOTHING = both("");

  /** Words that are the same in both, such as a number. */
  static Said both(String words) {
    return new Said(words, words);
  }

  Said plus(Said other) {
    return new Said(zh + other.zh, en + other.en);
  }

  /** With values for {@code %s}, which may themselves differ by language. */
  Said with(Object... values) {
    Object[] chinese = new Object[values.length];
    Object[] english = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      boolean isSaid = values[i] instanceof Said;
      chinese[i] = isSaid ? ((Said) values[i]).zh : values[i];
      english[i] = isSaid ? ((Said) values[i]).en : values[i];
    }
    return new Said(zh.formatted(chinese), en.formatted(english));
  }

  /** As text of a page, escaped. */
  String html() {
    return zh.equals(en) ? escaped(zh)
        : "<span class=\"zh\" lang=\"zh-CN\">" + escaped(zh) + "</span><span class=\"en\" lang=\"en\">"
            + escaped(en) + "</span>";
  }

  /** Whatever a file wrote, harmless in text and in attributes. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      switch (sign) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(sign < ' ' && sign != '\n' ? '\uFFFD' : sign);
      }
    }
    return safe.toString();
  }
}
