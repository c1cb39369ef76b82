package laotie.intents;

import java.util.Arrays;

/**
 * What strikes one in a comment: hashed runs of one to four characters and words, the phrases of the trade in
 * their order, and what it names of the shelf. One object a comment, nothing a run of characters.
 */
final class Marks {

  /** Two to this many rows of weights. */
  static final int ROW_BITS = 16;

  private static final int RUN_MAX = 4;
  private static final char NUMBER = '0';
  private static final char NAMED = '\u0001';
  private static final char EDGE = '\u0002';

  private static final String PARTICLES = "的了这那个有要买几两一双条件款只是你我他她给把来和跟在家想求没冇卖呢啊拍用能份箱盒瓶袋斤罐";
  private static final int GOODS = Phrases.STANDARD.kind("GOODS");
  private static final int ASKING = Phrases.STANDARD.kind("QPART");

  final Plain plain;
  final Scene scene;
  final Phrases phrases;

  /** Rows of runs and words, {@link #runCount} of them. */
  int[] runs;
  int runCount;

  /** Rows of rules, {@link #ruleCount} of them. */
  int[] rules = new int[96];
  int ruleCount;

  /** Kinds of phrases that stand in it, bit by bit. */
  long kinds;

  /** How strongly each product is named by its title, and by its variants. */
  final float[] byTitle;
  final float[] byVariant;
  final float[] byMeasure;

  /** How many kinds of goods it speaks of that the product is of, each by how few of the shelf are. */
  final float[] byKin;

  /** The number that was called out (3号, number 3), or 0. */
  int number;

  private final boolean[] isNamed;
  private final boolean[] isSaid;
  private final int[] foundAt;
  private final int[] foundPhrases;
  private int foundCount;
  private boolean hasNamed;
  private boolean hasGoodsElsewhere;
  private boolean hasGoodsPartly;

  private Marks(String text, Scene scene, Phrases phrases) {
    this.plain = Plain.of(text);
    this.scene = scene;
    this.phrases = phrases;
    int items = scene.shelf().items().size();
    byTitle = new float[items];
    byVariant = new float[items];
    byMeasure = new float[items];
    byKin = new float[items];
    isSaid = new boolean[plain.length() + 1];
    foundAt = new int[plain.length()];
    foundPhrases = new int[plain.length()];
    isNamed = new boolean[plain.length() + 1];
    runs = new int[(plain.length() + 2) * (RUN_MAX * 2 + 3)];
  }

  /** The marks of {@code text} in {@code scene}. */
  static Marks of(String text, Scene scene, Phrases phrases) {
    Marks marks = new Marks(text, scene, phrases);
    marks.findSaid();
    marks.findNamed();
    marks.findKin();
    marks.number = Numbers.calledOut(marks.plain);
    marks.addPhrases();
    marks.addShape();
    marks.addRuns();
    marks.addWords();
    return marks;
  }

  boolean has(int kind) {
    return (kinds >>> kind & 1) != 0;
  }

  /** True when some product of the shelf is named. */
  boolean hasNamed() {
    return hasNamed;
  }

  /** True when goods are named that no product of the shelf is called by. */
  boolean hasGoodsElsewhere() {
    return hasGoodsElsewhere;
  }

  /** True when a word for goods is only partly a word of the shelf (cowboy boots beside chelsea boots). */
  boolean hasGoodsPartly() {
    return hasGoodsPartly;
  }

  /** True when an unknown word stands right before what is named: another thing of that kind, maybe. */
  boolean isNarrowed() {
    for (int i = 1; i < plain.length(); i++) {
      if (!isNamed[i] || isNamed[i - 1] || Plain.isDigit(plain.at(i))) {
        continue;
      }
      char before = plain.at(i - 1);
      if (Plain.isHan(before) && !isSaid[i - 1] && PARTICLES.indexOf(before) < 0) {
        return true;
      }
      if (before == ' ' && i > 1 && Plain.isLatin(plain.at(i - 2)) && !isSaid[i - 2] && !isNamed[i - 2]) {
        int from = i - 2;
        while (from > 0 && Shelf.isWordLetter(plain.at(from - 1))) {
          from--;
        }
        if (i - 1 - from > 2 && !DemandWords.isFiller(Shelf.hash(plain, from, i - 1))) {
          return true;
        }
      }
    }
    return false;
  }

  /** How many phrases stand in it; each begins at, is so long, and is of a kind. */
  int foundCount() {
    return foundCount;
  }

  int foundAt(int found) {
    return foundAt[found];
  }

  int foundLength(int found) {
    return foundPhrases[found] % 512;
  }

  int foundKind(int found) {
    return phrases.kindOf(foundPhrases[found] / 512);
  }

  /** True for a character that no phrase and no name of the shelf has taken. */
  boolean isFree(int at) {
    return !isSaid[at] && !isNamed[at];
  }

  /** Words and runs of characters that are neither known phrases nor named on the shelf: a thing, maybe. */
  int unknown() {
    int unknown = 0;
    int run = 0;
    for (int i = 0; i < plain.length(); i++) {
      boolean isKnown = isSaid[i] || isNamed[i];
      run = !isKnown && Plain.isHan(plain.at(i)) ? run + 1 : 0;
      unknown += run == 2 ? 1 : 0;
      if (!Shelf.isWordStart(plain, i) || !Plain.isLatin(plain.at(i))) {
        continue;
      }
      int end = Shelf.wordEnd(plain, i);
      boolean isWord = end - i > 2 && !DemandWords.isFiller(Shelf.hash(plain, i, end));
      unknown += isWord && !isKnown ? 1 : 0;
      i = end - 1;
    }
    return unknown;
  }

  /** Finds the phrases. Single characters inside one of them name no goods (包邮 is no bag). */
  private void findSaid() {
    for (int i = 0; i < plain.length(); i++) {
      int found = phrases.longestAt(plain, i);
      if (found < 0) {
        continue;
      }
      foundAt[foundCount] = i;
      foundPhrases[foundCount++] = found;
      int length = found % 512;
      if (length > 1) {
        Arrays.fill(isSaid, i, i + length, phrases.kindOf(found / 512) != GOODS);
      }
      i += length - 1;
    }
  }

  private void findKin() {
    long[] said = Kin.STANDARD.saidIn(plain);
    for (int word = 0; word < said.length; word++) {
      for (long rest = said[word]; rest != 0; rest &= rest - 1) {
        long kind = rest & -rest;
        int count = 0;
        for (int item = 0; item < byKin.length; item++) {
          count += (scene.shelf().kin(item)[word] & kind) != 0 ? 1 : 0;
        }
        for (int item = 0; item < byKin.length && count > 0; item++) {
          byKin[item] += (scene.shelf().kin(item)[word] & kind) != 0 ? 1f / count : 0;
        }
      }
    }
  }

  private void findNamed() {
    int length = plain.length();
    Shelf shelf = scene.shelf();
    for (int i = 0; i < length; i++) {
      char letter = plain.at(i);
      int end = i;
      if (Shelf.isWordStart(plain, i)) {
        int wordEnd = Shelf.wordEnd(plain, i);
        end = Math.max(end, named(Shelf.hash(plain, i, Shelf.stemEnd(plain, i, wordEnd)), i, wordEnd));
        if (end == i && wordEnd - i > Shelf.PREFIX) {
          end = Math.max(end, named(Shelf.hash(plain, i, i + Shelf.PREFIX) + 1, i, wordEnd));
        }
      }
      if (end == i && (Plain.isDigit(letter) || Plain.isHan(letter) && shelf.mayStart(letter))) {
        end = longestNamed(shelf, i);
      }
      if (end > i) {
        i = end - 1;
      }
    }
  }

  private int longestNamed(Shelf shelf, int from) {
    if (Plain.isDigit(plain.at(from)) && from > 0 && Plain.isDigit(plain.at(from - 1))) {
      return from;
    }
    long hash = 1;
    Shelf.Word best = null;
    int bestEnd = from;
    int stop = Math.min(plain.length(), from + Shelf.VARIANT_MAX);
    for (int k = from; k < stop && plain.at(k) != ' '; k++) {
      hash = Shelf.hash(hash, plain.at(k));
      boolean cutsNumber = Plain.isDigit(plain.at(k)) && k + 1 < plain.length() && Plain.isDigit(plain.at(k
          + 1));
      Shelf.Word word = cutsNumber || k > from && !Plain.isHan(plain.at(from)) && k == from + 1
          && Plain.isDigit(plain.at(k)) ? null : shelf.word(hash);
      boolean isOnlySaid = k == from && isSaid[from];
      if (word != null && !isOnlySaid) {
        best = word;
        bestEnd = k + 1;
      }
    }
    if (best != null) {
      score(best, from, bestEnd);
    }
    return bestEnd;
  }

  private int named(long hash, int from, int end) {
    Shelf.Word word = scene.shelf().word(hash);
    if (word == null) {
      return from;
    }
    score(word, from, end);
    return end;
  }

  private void score(Shelf.Word word, int from, int end) {
    for (int k = 0; k < word.items().length; k++) {
      float[] by = word.parts()[k] == Shelf.TITLE ? byTitle
          : word.parts()[k] == Shelf.VARIANT ? byVariant : byMeasure;
      by[word.items()[k]] += word.weight();
    }
    hasNamed = true;
    for (int k = from; k < end; k++) {
      isNamed[k] = true;
    }
  }

  private void addPhrases() {
    int first = -1;
    int last = -1;
    int count = 0;
    for (int f = 0; f < foundCount; f++) {
      int i = foundAt[f];
      int found = foundPhrases[f];
      int phrase = found / 512;
      int kind = phrases.kindOf(phrase);
      if (kind == GOODS) {
        noteGoods(i, i + found % 512);
      }
      addRule(20_000 + phrase);
      kinds |= 1L << kind;
      if (first < 0) {
        first = kind;
        addRule(100 + kind);
      }
      if (i == 0) {
        addRule(300 + kind);
      }
      if (last >= 0 && kind != last) {
        addRule(1000 + last * 64 + kind);
      }
      if (i + found % 512 == plain.length()) {
        addRule(400 + kind);
      }
      last = kind;
      count++;
    }
    if (last >= 0) {
      addRule(200 + last);
    }
    for (int kind = 0; kind < phrases.kinds(); kind++) {
      if ((kinds >>> kind & 1) != 0) {
        addRule(kind);
        addRule((hasNamed ? 500 : 600) + kind);
      }
    }
    addRule(700 + Math.min(count, 5));
  }

  private void noteGoods(int from, int end) {
    int named = 0;
    int letters = 0;
    for (int i = from; i < end; i++) {
      letters += plain.at(i) == ' ' ? 0 : 1;
      named += isNamed[i] && plain.at(i) != ' ' ? 1 : 0;
    }
    hasGoodsElsewhere |= named == 0;
    hasGoodsPartly |= named > 0 && named < letters;
  }

  private void addShape() {
    int length = plain.length();
    int han = 0;
    int latin = 0;
    int digits = 0;
    int digitRun = 0;
    int longestDigits = 0;
    int pictures = 0;
    for (int i = 0; i < length; i++) {
      char letter = plain.at(i);
      han += Plain.isHan(letter) ? 1 : 0;
      latin += Plain.isLatin(letter) ? 1 : 0;
      digits += Plain.isDigit(letter) ? 1 : 0;
      digitRun = Plain.isDigit(letter) ? digitRun + 1 : 0;
      longestDigits = Math.max(longestDigits, digitRun);
      pictures += Character.isSurrogate(letter) ? 1 : 0;
    }
    boolean isChinese = han * 3 >= latin;
    addRule(800 + (isChinese ? 0 : 32) + sizeOf(length));
    addRule(900 + (han == 0 ? 0 : latin == 0 ? 1 : 2));
    addRule(904 + Math.min(longestDigits, 6));
    addRule(912 + (digits == length ? 1 : 0));
    addRule(914 + (length > 0 && plain.at(length - 1) == '?' ? 1 : 0));
    addRule(916 + Math.min(pictures, 2));
    addRule(920 + (scene.pinned().isPresent() ? 1 : 0) + (scene.explained().isPresent() ? 2 : 0));
    addRule(924 + (hasNamed ? 1 : 0) + (hasGoodsElsewhere ? 2 : 0));
    addRule(928 + (number == 0 ? 0 : number > scene.shelf().items().size() ? 1 : 2));
    boolean isTitle = max(byTitle) > 0;
    boolean isVariant = max(byVariant) > 0;
    addRule(960 + (max(byKin) > 0 ? 1 : 0) + (isTitle ? 2 : 0) + (scene.pinned().isPresent() ? 4 : 0));
    addRule(970 + (max(byMeasure) > 0 ? 1 : 0));
    addRule(932 + (isTitle ? 1 : 0) + (isVariant ? 2 : 0));
    addRule(936 + (han + latin + digits == 0 ? 1 : 0));
    boolean asks = has(ASKING);
    addRule(940 + (asks ? 1 : 0) + (isTitle ? 2 : 0) + (isVariant ? 4 : 0) + (isChinese ? 8 : 0));
  }

  private static int sizeOf(int length) {
    return length < 3 ? length : length < 5 ? 3 : length < 8 ? 4 : length < 12 ? 5 : length < 18 ? 6
        : length < 27 ? 7 : length < 40 ? 8 : length < 80 ? 9 : 10;
  }

  private static float max(float[] scores) {
    float max = 0;
    for (float score : scores) {
      max = Math.max(max, score);
    }
    return max;
  }

  /** Runs of the words as they are with numbers made one, and again with what is named made one. */
  private void addRuns() {
    int length = plain.length();
    char[] buffer = new char[length + 2];
    int filled = 0;
    buffer[filled++] = EDGE;
    for (int i = 0; i < length; i++) {
      char letter = plain.at(i);
      if (Plain.isDigit(letter)) {
        if (buffer[filled - 1] != NUMBER) {
          buffer[filled++] = NUMBER;
        }
      } else {
        buffer[filled++] = letter;
      }
    }
    buffer[filled++] = EDGE;
    addRuns(buffer, filled, false);
    if (!hasNamed) {
      return;
    }
    filled = 1;
    for (int i = 0; i < length; i++) {
      char letter = isNamed[i] ? NAMED : Plain.isDigit(plain.at(i)) ? NUMBER : plain.at(i);
      boolean isRepeated = (letter == NAMED || letter == NUMBER) && buffer[filled - 1] == letter;
      if (!isRepeated) {
        buffer[filled++] = letter;
      }
    }
    buffer[filled++] = EDGE;
    addRuns(buffer, filled, true);
  }

  private void addRuns(char[] buffer, int length, boolean needsNamed) {
    for (int i = 0; i < length; i++) {
      int hash = 17;
      boolean isSeen = !needsNamed;
      for (int k = i; k < length && k < i + RUN_MAX; k++) {
        hash = (hash ^ buffer[k]) * 0x01000193 + 0x3C6EF372;
        isSeen |= buffer[k] == NAMED;
        if (isSeen && (k > i || buffer[k] != EDGE)) {
          addRun(hash);
        }
      }
    }
  }

  private void addWords() {
    int before = 0;
    int beforeThat = 0;
    for (int i = 0; i < plain.length(); i++) {
      if (!Shelf.isWordStart(plain, i) || !Plain.isLatin(plain.at(i))) {
        continue;
      }
      int end = Shelf.wordEnd(plain, i);
      int hash = isNamed[i] ? 77 : (int) (Shelf.hash(plain, i, end) >>> 24);
      addRun(hash * 31 + 1);
      addRun((before * 31 + hash) * 31 + 2);
      if (beforeThat != 0) {
        addRun((beforeThat * 31 + hash) * 31 + 3);
      }
      beforeThat = before;
      before = hash;
      i = end - 1;
    }
  }

  private void addRun(int hash) {
    if (runCount == runs.length) {
      runs = java.util.Arrays.copyOf(runs, runs.length * 2);
    }
    runs[runCount++] = row(hash);
  }

  private void addRule(int rule) {
    if (ruleCount == rules.length) {
      rules = java.util.Arrays.copyOf(rules, rules.length * 2);
    }
    rules[ruleCount++] = row(rule * 0x9E3779B1 + 0x5bd1e995);
  }

  private static int row(int hash) {
    int mixed = (hash ^ hash >>> 15) * 0x85EBCA6B;
    mixed = (mixed ^ mixed >>> 13) * 0xC2B2AE35;
    return (mixed ^ mixed >>> 16) >>> 32 - ROW_BITS;
  }
}
