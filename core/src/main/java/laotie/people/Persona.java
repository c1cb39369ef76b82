package laotie.people;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a host says of himself (人设): who he is, his story, since when, whose goods he shows. Claims come
 * with evidence later; here they are checked as words only.
 *
 * @param tagline one line under the name, 1 to 60 characters
 * @param story up to 2,000 characters in several lines, may be empty
 * @param sinceYear the year he began this trade, 1900 to now
 * @param goodsFrom whose goods these are, 1 to 80 characters
 * @param category the trade in a word, 1 to 24 characters
 */
public record Persona(
    String tagline, String story, int sinceYear, String goodsFrom, String category) {

  public static final int TAGLINE_CHARACTERS_MAX = 60;
  public static final int STORY_CHARACTERS_MAX = 2_000;
  public static final int GOODS_FROM_CHARACTERS_MAX = 80;
  public static final int CATEGORY_CHARACTERS_MAX = 24;
  public static final int SINCE_YEAR_MIN = 1_900;

  public Persona {
    Objects.requireNonNull(tagline);
    Objects.requireNonNull(story);
    Objects.requireNonNull(goodsFrom);
    Objects.requireNonNull(category);
  }

  /** The persona as it is kept. */
  public Persona kept() {
    String lines = PlainText.kept(story.replace("\r\n", "\n"));
    return new Persona(
        PlainText.kept(tagline), lines, sinceYear, PlainText.kept(goodsFrom), PlainText.kept(category));
  }

  /** Everything that is wrong with this persona at {@code now}; empty when nothing is. */
  public List<FieldFault> faults(Instant now) {
    List<FieldFault> faults = new ArrayList<>();
    PlainText.faultOfLine(tagline, 1, TAGLINE_CHARACTERS_MAX)
        .ifPresent(message -> faults.add(new FieldFault("/tagline", message)));
    PlainText.faultOfLines(story, 0, STORY_CHARACTERS_MAX)
        .ifPresent(message -> faults.add(new FieldFault("/story", message)));
    int thisYear = now.atZone(ZoneOffset.UTC).plusDays(1).getYear(); // the east is in the new year first
    if (sinceYear < SINCE_YEAR_MIN || sinceYear > thisYear) {
      String message = "is " + sinceYear + ", allowed are " + SINCE_YEAR_MIN + " to " + thisYear;
      faults.add(new FieldFault("/sinceYear", message));
    }
    PlainText.faultOfLine(goodsFrom, 1, GOODS_FROM_CHARACTERS_MAX)
        .ifPresent(message -> faults.add(new FieldFault("/goodsFrom", message)));
    PlainText.faultOfLine(category, 1, CATEGORY_CHARACTERS_MAX)
        .ifPresent(message -> faults.add(new FieldFault("/category", message)));
    return List.copyOf(faults);
  }
}
