package laotie.server.growth;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import laotie.fact.Channel;
import laotie.fact.Pool;
import laotie.fact.Relation;
import laotie.growth.Tier;
import laotie.growth.tree.Slice;
import laotie.growth.tree.Source;
import laotie.server.http.Problem;

/** Reads the query of a tree by hand, so that a word that means nothing is told as a wrong field. */
final class TreeQuery {

  private static final int DAYS_DEFAULT = 30;

  /** Characters of an id of a show, clip or product. */
  private static final int ID_MAX = 80;

  private final MultivaluedMap<String, String> query;
  private final LocalDate today;

  TreeQuery(MultivaluedMap<String, String> query, LocalDate today) {
    this.query = query;
    this.today = today;
  }

  TreeAsk ask(String hostId) {
    Slice slice = hostId.isEmpty() ? Slice.PLATFORM : place(Slice.ofHost(hostId));
    return new TreeAsk(slice.entered(channels(), relations()), days(), lastDay(), against(), isValidOnly());
  }

  private Slice place(Slice host) {
    String show = id("show");
    String clip = id("clip");
    String product = id("product");
    Slice slice = host;
    if (!show.isEmpty()) {
      slice = slice.of(Source.LIVE, show);
    } else if (!clip.isEmpty()) {
      slice = slice.of(Source.CLIP, clip);
    } else if (!text("source").isEmpty()) {
      slice = slice.of(oneOf(Source.class, "source", text("source")), "");
    }
    return product.isEmpty() ? slice : slice.ofProduct(product);
  }

  private Set<Channel> channels() {
    String from = text("from");
    if (from.isEmpty()) {
      return EnumSet.allOf(Channel.class);
    }
    for (Pool pool : Pool.values()) {
      if (pool.name().equals(from)) {
        return Arrays.stream(Channel.values()).filter(channel -> channel.pool() == pool)
            .collect(Collectors.toUnmodifiableSet());
      }
    }
    return Set.of(oneOf(Channel.class, "from", from));
  }

  /** {@code FANS} is every fan tier. */
  private Set<Relation> relations() {
    String as = text("as");
    if (as.isEmpty()) {
      return EnumSet.allOf(Relation.class);
    }
    if (as.equals("FANS")) {
      return Arrays.stream(Relation.values()).filter(Relation::isFan)
          .collect(Collectors.toUnmodifiableSet());
    }
    return Set.of(oneOf(Relation.class, "as", as));
  }

  private int days() {
    String window = text("days");
    if (window.isEmpty()) {
      return DAYS_DEFAULT;
    }
    int days = window.matches("[0-9]{1,3}") ? Integer.parseInt(window) : 0;
    if (days < 1 || days > GrowthApi.DAYS_MAX) {
      throw Problem.field("/days", "must be 1.." + GrowthApi.DAYS_MAX);
    }
    return days;
  }

  private LocalDate lastDay() {
    String until = text("until");
    if (until.isEmpty()) {
      return today;
    }
    try {
      LocalDate day = LocalDate.parse(until);
      if (day.isAfter(today) || day.getYear() < 2000) {
        throw Problem.field("/until", "must be a day until today, after 1999");
      }
      return day;
    } catch (DateTimeParseException none) {
      throw Problem.field("/until", "must be a day such as 2026-03-01");
    }
  }

  private TreeAsk.Against against() {
    String against = text("against");
    return against.isEmpty() ? TreeAsk.Against.BEFORE
        : oneOf(TreeAsk.Against.class, "against", against.toUpperCase(Locale.ROOT));
  }

  private boolean isValidOnly() {
    String tier = text("tier");
    if (!tier.isEmpty() && !tier.equals("RAW") && !tier.equals(Tier.VALID.name())) {
      throw Problem.field("/tier", "must be RAW or VALID");
    }
    return tier.equals(Tier.VALID.name());
  }

  private static <E extends Enum<E>> E oneOf(Class<E> words, String field, String word) {
    for (E each : words.getEnumConstants()) {
      if (each.name().equals(word)) {
        return each;
      }
    }
    throw Problem.field("/" + field, "must be one of " + Arrays.toString(words.getEnumConstants()));
  }

  private String id(String field) {
    String id = text(field);
    if (id.length() > ID_MAX) {
      throw Problem.field("/" + field, "must have at most " + ID_MAX + " characters");
    }
    return id;
  }

  private String text(String field) {
    String value = query.getFirst(field);
    return value == null ? "" : value;
  }
}
