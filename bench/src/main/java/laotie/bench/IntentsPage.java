package laotie.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import laotie.intents.Corpus;
import laotie.intents.Label;
import laotie.intents.Quality;

/** The page that says how good the reader of comments is: counts, agreement, measures, errors, cost. */
final class IntentsPage {

  private static final long SEED = 11;
  private static final Label[] LABELS = Label.values();

  private final List<Corpus.Labelled> train;
  private final List<Corpus.Labelled> test;
  private final List<Quality.Read> read;

  IntentsPage(List<Corpus.Labelled> train, List<Corpus.Labelled> test, List<Quality.Read> read) {
    this.train = train;
    this.test = test;
    this.read = read;
  }

  String text(String cost) {
    StringBuilder page = new StringBuilder(HEAD);
    counts(page);
    agreement(page);
    page.append(MEASURES);
    measures(page);
    labels(page);
    confusion(page);
    page.append("\n## Cost\n\n").append(cost).append(COST);
    errors(page);
    return page.toString();
  }

  private void counts(StringBuilder page) {
    page.append("| label | zh train | zh test | en train | en test |\n|---|---|---|---|---|\n");
    for (Label label : LABELS) {
      page.append("| ").append(label).append(" |");
      for (String language : List.of("zh", "en")) {
        page.append(cell(count(train, language, each -> each.example().label() == label)));
        page.append(cell(count(test, language, each -> each.example().label() == label)));
      }
      page.append('\n');
    }
    page.append("| all |");
    for (String language : List.of("zh", "en")) {
      page.append(cell(count(train, language, each -> true))).append(cell(count(test, language,
          each -> true)));
    }
    page.append("\n");
  }

  private static String cell(Object value) {
    return " " + value + " |";
  }

  private static long count(
      List<Corpus.Labelled> labelled, String language, Predicate<Corpus.Labelled> which) {
    return labelled.stream().filter(each -> each.example().language().equals(language)).filter(which).count();
  }

  private void agreement(StringBuilder page) {
    page.append("\n## Agreement of the two labellings\n\n"
        + "| language | comments | label, raw | label, Cohen's kappa | asks to buy, raw | product, raw |\n"
        + "|---|---|---|---|---|---|\n");
    List<Corpus.Labelled> both = new ArrayList<>(train);
    both.addAll(test);
    for (String language : List.of("zh", "en", "all")) {
      List<Corpus.Labelled> part = both.stream()
          .filter(each -> language.equals("all") || each.example().language().equals(language)).toList();
      double size = part.size();
      page.append(String.format(Locale.ROOT, "| %s | %d | %.3f | %.3f | %.3f | %.3f |%n", language,
          part.size(),
          part.stream().filter(each -> each.first() == each.second()).count() / size, Quality.kappa(part),
          part.stream().filter(each -> each.first().isIntent() == each.second().isIntent()).count() / size,
          part.stream().filter(each -> each.firstProduct().equals(each.secondProduct())).count() / size));
    }
  }

  private void measures(StringBuilder page) {
    page.append("| measure | goal | zh | en | all |\n|---|---|---|---|---|\n");
    measure(page, "intent F1 | 0.90", Quality::intentF1);
    measure(page, "macro-F1 of ten labels | 0.80", Quality::macroF1);
    measure(page, "product right, questions, after-sales and praise | 0.85", Quality::linkRight);
    measure(page, "product right, questions alone | |", Quality::linkRightOfIntents);
  }

  private void measure(StringBuilder page, String name, ToDoubleFunction<List<Quality.Read>> measure) {
    page.append("| ").append(name.endsWith("|") ? name.substring(0, name.length() - 1) : name).append(" |");
    Map<String, List<Quality.Read>> parts = TrainIntents.byLanguage(read);
    for (String language : List.of("zh", "en", "all")) {
      Quality.Span span = Quality.span(parts.get(language), measure, SEED);
      page.append(String.format(Locale.ROOT, " %.3f (%.3f-%.3f) |", span.value(), span.low(), span.high()));
    }
    page.append('\n');
  }

  private void labels(StringBuilder page) {
    page.append("\n| label | F1 zh | F1 en | F1 all |\n|---|---|---|---|\n");
    Map<String, List<Quality.Read>> parts = TrainIntents.byLanguage(read);
    for (Label label : LABELS) {
      page.append("| ").append(label).append(" |");
      for (String language : List.of("zh", "en", "all")) {
        Quality.Span span = Quality.span(parts.get(language), part -> Quality.f1(part, label), SEED);
        page.append(String.format(Locale.ROOT, " %.3f (%.3f-%.3f) |", span.value(), span.low(), span.high()));
      }
      page.append('\n');
    }
  }

  private void confusion(StringBuilder page) {
    page.append("\nTrue labels in rows, what was read in columns, both languages:\n\n| |");
    for (Label label : LABELS) {
      page.append(' ').append(label).append(" |");
    }
    page.append("\n|---|").append("---|".repeat(LABELS.length)).append('\n');
    int[][] confusion = Quality.confusion(read);
    for (Label label : LABELS) {
      page.append("| ").append(label).append(" |");
      for (int count : confusion[label.ordinal()]) {
        page.append(' ').append(count == 0 ? "" : count).append(" |");
      }
      page.append('\n');
    }
  }

  private void errors(StringBuilder page) {
    page.append("\n## Every wrong label of the test part\n\n")
        .append("| id | is | was read as | comment |\n|---|---|---|---|\n");
    for (Quality.Read each : read) {
      if (each.example().label() != each.reading().label()) {
        page.append(row(each, each.example().label().name(), each.reading().label().name()));
      }
    }
    page.append("\n## Every wrong product of a question in the test part\n\n"
        + "Keys are those of its scene in `core/data/intents/scenes.tsv`.\n\n"
        + "| id | is | was read as | comment |\n|---|---|---|---|\n");
    for (Quality.Read each : read) {
      if (each.example().label().isIntent() && !each.isLinkRight()) {
        page.append(row(each, each.example().productId().orElse("none"),
            each.reading().productId().orElse("none") + " (" + each.reading().link() + ")"));
      }
    }
  }

  private static String row(Quality.Read each, String is, String wasRead) {
    String words = each.example().text().replace("|", "/").replace("<", "&lt;").replace("[",
        "(").replace("]", ")");
    return "| " + each.example().id() + " | " + is + " | " + wasRead + " | " + words + " |\n";
  }

  private static final String HEAD = """
      # intents: how good the reader is

      Written by `./laotie train` from `core/data/intents`; numbers here are those of the weights that ship.
      What the labels mean is in [the guide](../../core/data/intents/README.md); why the reader is made so is
      in [decision 120](../decisions/0120-a-reader-of-rules-and-runs.md).

      ## The comments

      All comments of both parts were made up for this project and labelled twice; the second labeller saw
      only the scene, the words and the ids. The test part is 30 in 100, chosen by a hash of the id before
      anything was trained, and its SHA-256 stands in `ReaderQualityTest`. Texts of the training
      part that equal one of the test part after normalising were taken out of training. Different comments of
      one scene stand on both sides, so the shelves of the test part are known to training; the words of its
      comments are not.

      """;

  private static final String MEASURES = """

      The second labeller saw the ids, and within a scene ids often run in blocks by label, so the agreement
      may be a little flattered. Both labellings follow one guide in one style. The second labelling of the
      Chinese comments and the English comments of the writers w5, w6 and w7 come from one hand.

      Where the two differ, the comment was read a third time with the guide, and that is its label. Those of
      the test part were read before training ended; no rule was written from them.

      ## Measures on the frozen test part

      *Intent* is BUY, PRICE, SIZE, STOCK or DELIVERY against the rest. *Product right* is over all comments
      whose true label is one of these, AFTER_SALES or PRAISE: the product is the true one, or none where none
      is meant. In brackets: 95 in 100 of 1,000 bootstrap draws. Rules, words and sizes were tuned on the
      training part only, by folds and by leaving writers and scenes out.

      The test part was opened for measuring seven times:

      | opened | what was new | intent F1 zh, en | macro-F1 zh, en | product right zh, en |
      |---|---|---|---|---|
      | 1 | every phrase in training | 0.913, 0.949 | 0.790, 0.854 | 0.824, 0.813 |
      | 2 | without phrases of one comment | 0.921, 0.943 | 0.789, 0.858 | 0.822, 0.813 |
      | 3 | more words of everyday Chinese | 0.926, 0.942 | 0.807, 0.859 | 0.819, 0.810 |
      | 4 | a number that is called out decides alone | 0.926, 0.942 | 0.807, 0.859 | 0.819, 0.811 |
      | 5 | many more goods, spans of sizes, narrowed names | 0.929, 0.944 | 0.818, 0.856 | 0.832, 0.822 |
      | 6 | names of what is not sold, questions of quality | 0.926, 0.943 | 0.822, 0.862 | 0.827, 0.813 |
      | 7 | plain English questions of stock | the table below | | |

      The table of wrong products of the fourth opening was seen once, by mistake, before the lists of the
      fifth were written. Words that were new to the lists were then dropped by a program when they stood in a
      comment of that table, so that none was learned from it; the measures of the fifth opening are not blind
      all the same.

      The sixth follows what was misread in the living square: goods that are not sold got the card of what
      was pinned, questions of quality were read as delivery, 看着就想要 as a wish. Its words, its rule (`Unsold`)
      and 110 comments of `later.tsv` (one hand, labelled once, no part of the tables of counts and agreement)
      were written without the test part. The first thirty-odd lines of the fifth opening's table of wrong
      labels had been on the writer's screen before; none was taken from there, but the sixth is not blind
      either.

      After the sixth "do you still have this?" was read as chat, as a test of the whole path showed. Ten such
      questions were added to `later.tsv`. Questions alone had their product right in 0.860 (zh) and
      0.854 (en) at the sixth opening.

      """;

  private static final String COST = """
       Reading costs some microseconds a comment:
      [bench/results/intents.md](../../bench/results/intents.md).
      """;
}
