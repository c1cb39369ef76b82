package laotie.intents;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The name of what is asked for and not sold, so that the same wish counts as one whoever words it. */
public final class DemandWords {

  /** Characters of a name; longer ones are cut. */
  public static final int LENGTH_MAX = 24;

  /** Words of an English name; the last ones count, since there the thing stands. */
  private static final int LATIN_WORDS_MAX = 3;

  /** Longer words lose "es" after an o (mangoes), shoes only its s. */
  private static final int SHOES = 5;

  private static final int HAN_MIN = 2;
  private static final int HAN_MAX = 8;

  /** What ends a Chinese name before its thing: of two runs the one after is the thing (去年那款|金骏眉). */
  private static final String LINKS = "的那这款个件双条支只瓶盒箱套包把台张种些份";

  /** Words that never belong to a name and end it. */
  private static final String[] ENDS = {
      "今年", "明年", "去年", "什么", "啥", "怎么", "咋", "哪里", "哪儿", "几时", "还", "有没", "一斤", "一份", "会不会",
      "以后", "现在", "多久", "能不能", "可以", "一起", "防水"};
  private static final int GOODS = Phrases.STANDARD.kind("GOODS");
  private static final int COLOUR = Phrases.STANDARD.kind("COLORNAME");
  private static final Set<String> LATIN_FILLERS = Set.of(
      "a", "an", "the", "some", "any", "of", "for", "to", "is", "are", "it", "you", "u", "do", "does",
      "have", "i",
      "id", "i'd", "would", "will", "can", "could", "me", "my", "your", "please", "pls", "plz", "buy",
      "sell", "get",
      "got", "one", "ones", "want", "need", "in", "on", "at", "and", "or", "with", "what", "where", "how",
      "much",
      "price", "cost", "link", "that", "this", "those", "these", "there", "here", "now", "again", "ever",
      "too",
      "also", "yet", "still", "back", "live", "last", "year", "looking", "love", "grab", "take", "guys",
      "hi", "hey",
      "hello", "was", "be", "been", "if", "who", "sells", "from", "behind", "about", "more", "like", "so",
      "just",
      "ya", "gone", "sold", "stock", "available", "coming", "when", "selling", "carry", "wanna", "gonna",
      "had",
      "has", "bro", "sis", "sir", "mam", "lol", "asap", "today", "tomorrow", "buying", "recommend", "he",
      "she",
      "they", "them", "their", "its", "her", "his", "him", "our", "really", "very", "omg", "yes", "not",
      "dont", "don't",
      "did", "doing", "going", "come", "comes", "put", "show", "let", "know", "think", "see", "say", "said",
      "two",
      "three", "first", "next", "time", "day", "week", "month", "after", "out", "off", "only", "even",
      "than", "then",
      "but", "because", "all", "each", "both", "many", "kindly", "dear", "madam", "boss", "sister",
      "brother", "girl",
      "hun", "babe", "good", "nice", "best", "big", "little", "small", "new", "old", "where's", "what's",
      "thing", "things", "another", "something", "anything", "everything", "thank", "thanks", "possible",
      "ask");

  private static final long[] FILLER_HASHES = fillerHashes();

  private DemandWords() {}

  /** True for the hash of a word that names nothing. */
  static boolean isFiller(long hash) {
    int mask = FILLER_HASHES.length - 1;
    for (int i = (int) (hash ^ hash >>> 32) & mask; FILLER_HASHES[i] != 0; i = i + 1 & mask) {
      if (FILLER_HASHES[i] == hash) {
        return true;
      }
    }
    return false;
  }

  private static long[] fillerHashes() {
    long[] hashes = new long[1024];
    for (String word : LATIN_FILLERS) {
      Plain plain = Plain.of(word);
      long hash = Shelf.hash(plain, 0, plain.length());
      int i = (int) (hash ^ hash >>> 32) & hashes.length - 1;
      while (hashes[i] != 0) {
        i = i + 1 & hashes.length - 1;
      }
      hashes[i] = hash;
    }
    return hashes;
  }

  /** What {@code text} wishes for ("有没有羊绒围巾" and "羊绒围巾 求链接" both give 羊绒围巾), when it names a thing. */
  public static Optional<String> of(String text) {
    return of(Plain.of(text));
  }

  static Optional<String> of(Plain plain) {
    boolean[] isSaid = saidIn(plain);
    String han = han(plain, isSaid);
    String name = han.isEmpty() ? latin(plain, isSaid) : han;
    String cut = name.length() <= LENGTH_MAX ? name : name.substring(0, LENGTH_MAX).strip();
    return cut.isEmpty() ? Optional.empty() : Optional.of(cut);
  }

  /** The characters that belong to phrases of asking and not to the name of a thing. */
  private static boolean[] saidIn(Plain plain) {
    boolean[] isSaid = new boolean[plain.length()];
    Phrases phrases = Phrases.STANDARD;
    for (int i = 0; i < plain.length(); i++) {
      int found = phrases.longestAt(plain, i);
      if (found < 0) {
        continue;
      }
      boolean isKept = phrases.kindOf(found / 512) == GOODS || phrases.kindOf(found / 512) == COLOUR;
      boolean isAlone = found % 512 == 1 && !isEdge(plain, i);
      if (!isKept && !isAlone) {
        Arrays.fill(isSaid, i, i + found % 512, true);
      }
      i += found % 512 - 1;
    }
    return isSaid;
  }

  /** Single characters are particles only where a run of words ends or begins. */
  private static boolean isEdge(Plain plain, int at) {
    return at == 0 || at + 1 == plain.length() || !Plain.isHan(plain.at(at - 1))
        || !Plain.isHan(plain.at(at + 1));
  }

  /**
   * The first run of Chinese characters long enough to be a name; of runs with a thing of the trade, that.
   */
  private static String han(Plain plain, boolean[] isSaid) {
    String best = "";
    boolean isBestGoods = false;
    int from = -1;
    for (int i = 0; i <= plain.length(); i++) {
      boolean isName = i < plain.length() && Plain.isHan(plain.at(i)) && !isSaid[i];
      if (isName && from < 0) {
        from = i;
      } else if (!isName && from >= 0) {
        String run = thing(plain.toString().substring(from, i));
        boolean isGoods = !run.isEmpty() && Shelf.isGoodsCharacter(run.charAt(run.length() - 1))
            || hasGoods(run);
        if (run.length() >= HAN_MIN && run.length() <= HAN_MAX && (best.isEmpty() || isGoods
            && !isBestGoods)) {
          best = run;
          isBestGoods = isGoods;
        }
        from = -1;
      }
    }
    return best;
  }

  private static String thing(String whole) {
    String run = whole;
    for (String end : ENDS) {
      int at = run.indexOf(end);
      run = at > 0 ? run.substring(0, at) : run;
    }
    int start = 0;
    for (int i = 0; i < run.length(); i++) {
      boolean isLink = LINKS.indexOf(run.charAt(i)) >= 0 && run.length() - i > HAN_MIN;
      boolean isPartOfName = i > 0 && "包套条箱盒瓶".indexOf(run.charAt(i)) >= 0;
      start = isLink && !isPartOfName ? i + 1 : start;
    }
    int end = run.length();
    while (end > start && "的了卖买要想吗呢啊呀有在会再来去你我他她们家就都也还是一行".indexOf(run.charAt(end - 1)) >= 0) {
      end--;
    }
    while (end > start && "的了卖买要想有在会再来去你我他她们家就都也还是一两几把根".indexOf(run.charAt(start)) >= 0) {
      start++;
    }
    return run.substring(start, end);
  }

  private static boolean hasGoods(String run) {
    Plain plain = Plain.of(run);
    for (int i = 0; i < plain.length(); i++) {
      int found = Phrases.STANDARD.longestAt(plain, i);
      if (found >= 0 && Phrases.STANDARD.kindOf(found / 512) == GOODS) {
        return true;
      }
    }
    return false;
  }

  /** The words that lead to the first thing of the trade, or the first run of words that are no fillers. */
  private static String latin(Plain plain, boolean[] isSaid) {
    String best = "";
    boolean isBestGoods = false;
    String text = plain.toString();
    StringBuilder run = new StringBuilder();
    int words = 0;
    for (int i = 0; i < plain.length(); i++) {
      if (!Shelf.isWordStart(plain, i) || !Plain.isLatin(plain.at(i))) {
        continue;
      }
      int end = Shelf.wordEnd(plain, i);
      String word = text.substring(i, end);
      boolean isWord = !isSaid[i] && !LATIN_FILLERS.contains(word) && word.length() > 2;
      if (isWord && words < LATIN_WORDS_MAX) {
        run.append(run.isEmpty() ? "" : " ").append(one(word, Shelf.stemEnd(plain, i, end) - i));
        words++;
      }
      boolean isEnd = !isWord || end >= plain.length() || plain.at(end) != ' ';
      if (isEnd && words > 0) {
        boolean isGoods = hasGoods(run.toString()) || hasGoods(run + "s");
        if (best.isEmpty() || isGoods && !isBestGoods) {
          best = run.toString();
          isBestGoods = isGoods;
        }
        run.setLength(0);
        words = 0;
      }
      i = end - 1;
    }
    return best;
  }

  /** One of what {@code word} names many of; {@code stemLength} is without its plain plural. */
  private static String one(String word, int stemLength) {
    if (word.endsWith("ves")) {
      return word.substring(0, word.length() - 3) + "f";
    }
    if (word.endsWith("rries")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.endsWith("oes") && word.length() > SHOES) {
      return word.substring(0, word.length() - 2);
    }
    return word.endsWith("us") || word.endsWith("os") ? word : word.substring(0, stemLength);
  }
}
