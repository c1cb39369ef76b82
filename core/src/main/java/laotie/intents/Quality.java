package laotie.intents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** How well readings meet the truth, over any set of comments. */
public final class Quality {

  private static final Label[] LABELS = Label.values();
  private static final int DRAWS = 1_000;

  /** A comment with what it was read as. */
  public record Read(Example example, Reading reading) {

    /** True when the product is right, none included. */
    public boolean isLinkRight() {
      return example.productId().equals(reading.productId());
    }

    /** True when a product counts here: a question about buying, after-sales, or praise. */
    public boolean countsForLink() {
      return example.label().isIntent() || example.label() == Label.AFTER_SALES
          || example.label() == Label.PRAISE;
    }
  }

  /**
   * A measure with the span of 95 in 100 draws of as many comments with repetition (Efron 1979, bootstrap).
   *
   * @param value 0..1
   * @param low 2.5 in 100 draws are below
   * @param high 2.5 in 100 draws are above
   */
  public record Span(double value, double low, double high) {}

  private Quality() {}

  /** What {@code reader} makes of {@code examples}, in their order. */
  public static List<Read> read(Reader reader, List<Example> examples) {
    List<Read> read = new ArrayList<>();
    for (Example example : examples) {
      read.add(new Read(example, reader.read(example.text(), example.scene())));
    }
    return read;
  }

  /** F1 of "asks to buy" against everything else, 0..1. */
  public static double intentF1(List<Read> read) {
    int both = 0;
    int either = 0;
    for (Read each : read) {
      boolean is = each.example().label().isIntent();
      boolean isRead = each.reading().isIntent();
      both += is && isRead ? 1 : 0;
      either += (is ? 1 : 0) + (isRead ? 1 : 0);
    }
    return either == 0 ? 0 : 2.0 * both / either;
  }

  /** Rows by the true label, columns by the label that was read, in the order of {@link Label}. */
  public static int[][] confusion(List<Read> read) {
    int[][] confusion = new int[LABELS.length][LABELS.length];
    for (Read each : read) {
      confusion[each.example().label().ordinal()][each.reading().label().ordinal()]++;
    }
    return confusion;
  }

  /** F1 of one label, 0..1; 0 when nobody said it and nobody read it. */
  public static double f1(List<Read> read, Label label) {
    int[][] confusion = confusion(read);
    int at = label.ordinal();
    int either = 0;
    for (int k = 0; k < LABELS.length; k++) {
      either += confusion[at][k] + confusion[k][at];
    }
    return either == 0 ? 0 : 2.0 * confusion[at][at] / either;
  }

  /** The mean of the F1 of the ten labels, 0..1. */
  public static double macroF1(List<Read> read) {
    double sum = 0;
    for (Label label : LABELS) {
      sum += f1(read, label);
    }
    return sum / LABELS.length;
  }

  /** The share of comments that count for it whose product is right, 0..1. */
  public static double linkRight(List<Read> read) {
    return share(read.stream().filter(Read::countsForLink).toList());
  }

  /** The same over questions about buying alone, 0..1. */
  public static double linkRightOfIntents(List<Read> read) {
    return share(read.stream().filter(each -> each.example().label().isIntent()).toList());
  }

  /** {@code measure} with its span, drawn by {@code seed}. */
  public static Span span(List<Read> read, ToDoubleFunction<List<Read>> measure, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    double[] draws = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      List<Read> drawn = new ArrayList<>(read.size());
      for (int i = 0; i < read.size(); i++) {
        drawn.add(read.get(chance.nextInt(read.size())));
      }
      draws[draw] = measure.applyAsDouble(drawn);
    }
    Arrays.sort(draws);
    return new Span(
        measure.applyAsDouble(read), draws[DRAWS * 25 / 1000], draws[DRAWS - 1 - DRAWS * 25 / 1000]);
  }

  /** Cohen's kappa of two labellings (Cohen 1960): agreement beyond chance, at most 1. */
  public static double kappa(List<Corpus.Labelled> labelled) {
    double[] first = new double[LABELS.length];
    double[] second = new double[LABELS.length];
    double same = 0;
    for (Corpus.Labelled each : labelled) {
      first[each.first().ordinal()]++;
      second[each.second().ordinal()]++;
      same += each.first() == each.second() ? 1 : 0;
    }
    double count = labelled.size();
    double chance = 0;
    for (int k = 0; k < LABELS.length; k++) {
      chance += first[k] / count * second[k] / count;
    }
    return (same / count - chance) / (1 - chance);
  }

  private static double share(List<Read> read) {
    long right = read.stream().filter(Read::isLinkRight).count();
    return read.isEmpty() ? 0 : (double) right / read.size();
  }
}
