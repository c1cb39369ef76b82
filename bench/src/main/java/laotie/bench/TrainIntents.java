package laotie.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import laotie.intents.Corpus;
import laotie.intents.Label;
import laotie.intents.Model;
import laotie.intents.Quality;
import laotie.intents.Reader;
import laotie.intents.Training;

/**
 * Learns the weights of the reader from {@code train.tsv} and {@code later.tsv} of
 * {@code core/data/intents}, writes them beside its classes, and writes what they are worth on the frozen
 * test part: {@code docs/areas/intents-quality.md} and the numbers that the test of core holds them to.
 * {@code --cv} measures by five folds of the training part instead and writes nothing; the test part is not
 * opened then.
 */
public final class TrainIntents {

  private static final Path DATA = Path.of("core/data/intents");
  private static final Path WEIGHTS = Path.of("core/src/main/resources/laotie/intents/weights.bin");
  private static final Path PAGE = Path.of("docs/areas/intents-quality.md");
  private static final long SEED = 7;
  private static final int FOLDS = 5;

  private TrainIntents() {}

  /** Trains, or measures by folds with {@code --cv}. */
  public static void main(String[] args) throws IOException {
    Corpus corpus = new Corpus(Files.readAllLines(DATA.resolve("scenes.tsv")));
    List<Corpus.Labelled> train = corpus.read(Files.readAllLines(DATA.resolve("train.tsv")));
    List<Corpus.Labelled> later = corpus.read(Files.readAllLines(DATA.resolve("later.tsv")));
    if (args.length > 0 && args[0].equals("--cv")) {
      say(crossValidated(train, later));
      return;
    }
    long began = System.nanoTime();
    Model model = Training.fit(Corpus.examples(both(train, later)), SEED);
    double seconds = (System.nanoTime() - began) / 1e9;
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    model.write(packed);
    Files.write(WEIGHTS, packed.toByteArray());
    Reader reader = Reader.of(Model.read(new ByteArrayInputStream(packed.toByteArray())));
    List<Corpus.Labelled> test = corpus.read(Files.readAllLines(DATA.resolve("test.tsv")));
    List<Quality.Read> read = Quality.read(reader, Corpus.examples(test));
    Files.writeString(DATA.resolve("quality.tsv"), numbers(read));
    String cost = "Training took %.0f s on one thread; the weights are %,d bytes packed.".formatted(
        seconds, packed.size());
    Files.writeString(PAGE, new IntentsPage(train, test, read).text(cost));
    say(read);
  }

  private static List<Corpus.Labelled> both(List<Corpus.Labelled> train, List<Corpus.Labelled> later) {
    List<Corpus.Labelled> both = new ArrayList<>(train);
    both.addAll(later);
    return both;
  }

  /** By folds of the part that was labelled twice; what came later is always learned from. */
  private static List<Quality.Read> crossValidated(
      List<Corpus.Labelled> train, List<Corpus.Labelled> later) {
    List<Quality.Read> read = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Corpus.Labelled> others = new ArrayList<>();
      List<Corpus.Labelled> own = new ArrayList<>();
      for (Corpus.Labelled each : train) {
        boolean isOwn = Math.floorMod(each.example().id().hashCode() * 31 >> 3, FOLDS) == fold;
        (isOwn ? own : others).add(each);
      }
      Reader reader = Reader.of(Training.fit(Corpus.examples(both(others, later)), SEED));
      read.addAll(Quality.read(reader, Corpus.examples(own)));
    }
    return read;
  }

  /** What the test of core compares with: language, measure, value. */
  private static String numbers(List<Quality.Read> read) {
    StringBuilder lines = new StringBuilder();
    byLanguage(read).forEach((language, part) -> lines
        .append(line(language, "intent-f1", Quality.intentF1(part)))
        .append(line(language, "macro-f1", Quality.macroF1(part)))
        .append(line(language, "link", Quality.linkRight(part)))
        .append(line(language, "link-intents", Quality.linkRightOfIntents(part))));
    return lines.toString();
  }

  private static String line(String language, String measure, double value) {
    return String.format(Locale.ROOT, "%s\t%s\t%.4f%n", language, measure, value);
  }

  static Map<String, List<Quality.Read>> byLanguage(List<Quality.Read> read) {
    Map<String, List<Quality.Read>> parts = new TreeMap<>();
    parts.put("all", read);
    for (Quality.Read each : read) {
      parts.computeIfAbsent(each.example().language(), key -> new ArrayList<>()).add(each);
    }
    return parts;
  }

  private static void say(List<Quality.Read> read) {
    byLanguage(read).forEach((language, part) -> {
      System.out.printf(Locale.ROOT, "%s %d intent F1 %.4f, macro-F1 %.4f, link %.4f (intents %.4f)%n",
          language,
          part.size(), Quality.intentF1(part), Quality.macroF1(part), Quality.linkRight(part),
          Quality.linkRightOfIntents(part));
      for (Label label : Label.values()) {
        System.out.printf(Locale.ROOT, "  %s %.3f", label, Quality.f1(part, label));
      }
      System.out.println();
    });
  }
}
