package laotie.intents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reader that ships is as good on the frozen test part as its page says. */
class ReaderQualityTest {

  /** The test part is frozen: whoever changes a comment or a label of it has to say so here. */
  private static final String TEST_SHA256 =
  "c468d219238e6cf61aef43f7fb6a2e4d65a07076bba5298ae0ef3d747f36027c";

  /** Floats may end in another last digit elsewhere; one comment in a hundred may not flip. */
  private static final double TOLERANCE = 0.005;

  /** What a hundred corrections that are all wrong may cost at most, in F1. */
  private static final double CORRECTIONS_COST_MAX = 0.05;

  private static final Path DATA = Path.of("data/intents");

  private static List<Corpus.Labelled> train;
  private static List<Corpus.Labelled> later;
  private static List<Corpus.Labelled> test;
  private static List<Quality.Read> read;

  @BeforeAll
  static void open() throws IOException {
    Corpus corpus = new Corpus(Files.readAllLines(DATA.resolve("scenes.tsv")));
    train = corpus.read(Files.readAllLines(DATA.resolve("train.tsv")));
    later = corpus.read(Files.readAllLines(DATA.resolve("later.tsv")));
    test = corpus.read(Files.readAllLines(DATA.resolve("test.tsv")));
    read = Quality.read(Reader.standard(), Corpus.examples(test));
  }

  @Test
  void testPartIsTheFrozenOne() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(DATA.resolve("test.tsv")));
    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(TEST_SHA256);
  }

  @Test
  void noCommentOfTheTestPartIsTrainedOn() {
    Set<String> words = test.stream()
        .map(each -> Plain.of(each.example().text()).toString()).collect(Collectors.toSet());
    assertThat(train).noneMatch(each -> words.contains(Plain.of(each.example().text()).toString()));
    assertThat(later).isNotEmpty()
        .noneMatch(each -> words.contains(Plain.of(each.example().text()).toString()));
  }

  @Test
  void qualityIsWhatThePageSays() throws IOException {
    for (String line : Files.readAllLines(DATA.resolve("quality.tsv"))) {
      String[] cells = line.split("\t");
      List<Quality.Read> part = read.stream()
          .filter(each -> cells[0].equals("all") || each.example().language().equals(cells[0])).toList();
      double value = switch (cells[1]) {
        case "intent-f1" -> Quality.intentF1(part);
        case "macro-f1" -> Quality.macroF1(part);
        case "link" -> Quality.linkRight(part);
        case "link-intents" -> Quality.linkRightOfIntents(part);
        default -> throw new IllegalStateException(line);
      };
      assertThat(Math.abs(value - Double.parseDouble(cells[2]))).as(line + " is " + value)
          .isLessThanOrEqualTo(TOLERANCE);
    }
  }

  @Test
  void trainingIsTheSameEveryTime() {
    List<Example> few = Corpus.examples(train).subList(0, 150);
    Model first = Training.fit(few, 3);
    Model again = Training.fit(few, 3);
    assertThat(again.weights).isEqualTo(first.weights);
    assertThat(again.link).isEqualTo(first.link);
    assertThat(Training.fit(few, 4).weights).isNotEqualTo(first.weights);
  }

  @Test
  void rightCorrectionsDoNotHurt() {
    List<Correction> corrections = Corpus.examples(train).subList(0, 500).stream()
        .map(each -> new Correction(each.text(), each.scene(), each.label(), each.productId())).toList();
    List<Quality.Read> taught = Quality.read(Reader.standard().with(corrections), Corpus.examples(test));
    assertThat(Quality.intentF1(taught)).isGreaterThan(Quality.intentF1(read) - 0.01);
  }

  @Test
  void wrongCorrectionsCostLittle() {
    List<Correction> corrections = new ArrayList<>();
    for (Example each : Corpus.examples(train).subList(0, 100)) {
      Label wrong = each.label() == Label.CHAT ? Label.BUY : Label.CHAT;
      corrections.add(new Correction(each.text(), each.scene(), wrong, Optional.empty()));
    }
    List<Quality.Read> taught = Quality.read(Reader.standard().with(corrections), Corpus.examples(test));
    assertThat(Quality.intentF1(taught)).isGreaterThan(Quality.intentF1(read) - CORRECTIONS_COST_MAX);
  }
}
