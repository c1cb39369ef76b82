package laotie.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import laotie.intents.Corpus;
import laotie.intents.Example;
import laotie.intents.Reader;

/**
 * How many comments a second one core reads: {@code ./laotie bench intents}. One thread goes round the
 * labelled
 * comments (training and test), each with its scene, until the time is over; five rounds, the middle one
 * counts. In
 * the same run: regular expressions as a first version had them, and runs of characters as strings in a map.
 */
public final class IntentsBench {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = 600_000_000L;
  private static final int RUN_MAX = 4;
  private static final int LABELS = 10;

  /** The kernel of the first version's rules: the label questions, not the product. */
  private static final Pattern FIRST_RULES = Pattern.compile(String.join("|",
      "求.{0,6}(链接|鏈接|連結)", "(链接|鏈接|連結)(呢|在哪|怎么|发|有吗|吗|\\?|$)", "(上|挂|发|给|要)个?(一下)?链接",
      "(怎么|咋|如何|怎样)(买|下单|购买|拍|订)", "(哪|哪里|哪儿)(可以|能)?(买|下单|拍)", "多少(钱|米|块)", "几(块|毛)(钱)?",
      "怎么卖|咋卖", "(什么|啥|多少)价", "价格(是)?(多少|呢|吗|\\?|$)", "有(没有)?(现)?货(吗|不|么|没|\\?|$)",
      "还有.{0,6}(吗|不|没|么|\\?)", "(什么时候|啥时候|多久)(补|到|发|上)(货|链接)?", "(什么|啥|哪些|几|多大)(尺码|码|号|尺寸)",
      "穿(什么|多大|几|啥|多少)", "(包邮|免邮)(吗|不|么|\\?|$)", "(运费|邮费)(多少|怎么|谁|吗|\\?|$)",
      "\\b(link|url)\\b.{0,12}\\b(please|pls|plz)\\b", "\\blink\\s*\\?",
      "\\b(where|need|want|drop|send)\\b.{0,20}\\blink\\b",
      "\\bhow\\s+(do|can|could|to)\\b.{0,20}\\b(buy|order|purchase|get|pay)\\b", "\\bhow much\\b",
      "\\b(what|what's|whats)\\b.{0,14}\\b(price|cost|size|sizes)\\b", "\\b(which|what)\\s+size",
      "\\bany\\b.{0,10}\\bleft\\b",
      "\\b(do|does|can|could)\\b.{0,10}\\bship\\b", "\\bwhen\\b.{0,16}\\b(ship|arrive|deliver|restock)\\w*"));

  private IntentsBench() {}

  /** Measures and writes {@code bench/results/intents.md}. */
  public static void main(String[] args) throws IOException {
    List<Example> examples = examples();
    Reader reader = Reader.standard();
    Map<String, float[]> runs = runsOf(examples);
    double reads = best(examples, example -> reader.read(example.text(), example.scene()).label().ordinal());
    double rules = best(examples, example -> asksByRules(example.text()) ? 1 : 0);
    double strings = best(examples, example -> labelByStrings(example.text(), runs));
    String page = page(examples, reads, rules, strings);
    Files.writeString(Path.of("bench/results/intents.md"), page);
    System.out.println(page);
  }

  private static List<Example> examples() throws IOException {
    Path data = Path.of("core/data/intents");
    Corpus corpus = new Corpus(Files.readAllLines(data.resolve("scenes.tsv")));
    List<Corpus.Labelled> all = new ArrayList<>(corpus.read(Files.readAllLines(data.resolve("train.tsv"))));
    all.addAll(corpus.read(Files.readAllLines(data.resolve("test.tsv"))));
    return Corpus.examples(all);
  }

  /**
   * Comments in a second of this thread's CPU, whoever else has the machine, in the middle one of the
   * rounds, after one round to warm up.
   */
  private static double best(List<Example> examples, ToIntFunction<Example> work) {
    double[] rates = new double[ROUNDS + 1];
    long kept = 0;
    for (int round = 0; round <= ROUNDS; round++) {
      long began = THREADS.getCurrentThreadCpuTime();
      long done = 0;
      while (THREADS.getCurrentThreadCpuTime() - began < ROUND_NANOS) {
        for (Example example : examples) {
          kept += work.applyAsInt(example);
        }
        done += examples.size();
      }
      rates[round] = done / ((THREADS.getCurrentThreadCpuTime() - began) / 1e9);
    }
    if (kept == Long.MIN_VALUE) {
      throw new IllegalStateException("never");
    }
    double[] measured = Arrays.copyOfRange(rates, 1, rates.length);
    Arrays.sort(measured);
    return measured[ROUNDS / 2];
  }

  private static boolean asksByRules(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip();
    return FIRST_RULES.matcher(folded.replaceAll("\\s+", "")).find() || FIRST_RULES.matcher(folded).find();
  }

  private static Map<String, float[]> runsOf(List<Example> examples) {
    Map<String, float[]> runs = new HashMap<>();
    for (Example example : examples) {
      String text = Normalizer.normalize(example.text(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
      for (int i = 0; i < text.length(); i++) {
        for (int k = i + 1; k <= Math.min(text.length(), i + RUN_MAX); k++) {
          runs.computeIfAbsent(text.substring(i, k),
              key -> new float[LABELS])[example.label().ordinal()] += 1;
        }
      }
    }
    return runs;
  }

  private static int labelByStrings(String raw, Map<String, float[]> runs) {
    String text = Normalizer.normalize(raw, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    float[] sums = new float[LABELS];
    for (int i = 0; i < text.length(); i++) {
      for (int k = i + 1; k <= Math.min(text.length(), i + RUN_MAX); k++) {
        float[] weights = runs.get(text.substring(i, k));
        for (int label = 0; weights != null && label < LABELS; label++) {
          sums[label] += weights[label];
        }
      }
    }
    int best = 0;
    for (int label = 1; label < LABELS; label++) {
      best = sums[label] > sums[best] ? label : best;
    }
    return best;
  }

  private static String page(List<Example> examples, double reads, double rules, double strings) {
    double characters = examples.stream().mapToInt(example -> example.text().length()).average().orElse(0);
    return """
        # Reading comments

        `./laotie bench intents`, %s. %d processors, Java %s, one thread, load average %.2f at the end
        (whatever else runs shares the machine). %,d comments with their scenes, %.1f characters on average,
        round and round; the middle of five rounds of 0.6 seconds of the thread's own CPU time, after one
        to warm up.

        | what | comments a second, one core | microseconds each |
        |---|---|---|
        | `Reader.read`: label, probability and product | %,.0f | %.2f |
        | rival: regular expressions of the first version, "asks to buy" alone | %,.0f | %.2f |
        | rival: runs of characters as strings in a hash map, label alone | %,.0f | %.2f |

        Goal: 100,000 comments a second a core.
        """.formatted(
        Instant.now().truncatedTo(ChronoUnit.MINUTES), Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        examples.size(), characters, reads, 1e6 / reads, rules, 1e6 / rules, strings, 1e6 / strings);
  }
}
