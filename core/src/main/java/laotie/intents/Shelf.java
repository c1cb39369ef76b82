package laotie.intents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The products of a host in the order their numbers are called out (1号, 2号, ...), with their words made ready
 * for finding. Making one costs some ten microseconds a product, so a shelf that does not change is kept.
 *
 * <p>A word is a run of two to six Chinese characters of a title or variant, one character that names goods
 * (裤, 茶), or a Latin word without its plural. It weighs more the fewer products of the shelf have it.
 */
public final class Shelf {

  /** Products that are looked at; those beyond are not found by name. */
  public static final int PRODUCTS_MAX = 200;

  /** A shelf on which nothing stands. */
  public static final Shelf EMPTY = of(List.of());

  static final int HAN_MAX = 6;

  /** The title and the variants of a product beside their words, in pieces of 30 bytes. */
  private static final int ITEM_WEIGHT = 16;

  /** Letters by which a longer Latin word is known when the rest is typed wrong. */
  static final int PREFIX = 5;

  /** Characters of one variant as a whole word. */
  static final int VARIANT_MAX = 12;

  private static final String GOODS_CHARACTERS =
      "鞋靴裤裙衫衣袜帽巾包锅碗盘杯壶刀茶酒米面粉油虾蟹鱼肉丸鸡鸭蛋果桃梨枣莓橙柑桔瓜薯豆糖饼酥干脯参膏霜"
          + "乳笔膜灯炉帐杖车枕被席帘毯垫床桌椅书帖花兰苗盆土砂粮绳链镯戒坠扣玉珠环簪扇篮瓶罐盒箱套菇蜜鲍螺贝";
  private static final Set<String> LATIN_STOPS = Set.of(
      "the", "and", "for", "with", "of", "in", "on", "to", "a", "an", "set", "pack", "new", "by", "or",
      "from", "size", "free", "made", "style", "pcs", "pc", "per", "non", "long", "high", "one", "no", "all");

  private static final List<String> SIZES = List.of("xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl");
  private static final Set<String> MEASURES = Set.of(
      "xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "ml", "kg", "g", "cm", "mm", "us", "uk", "eu", "nb",
      "pcs", "pc", "ct", "gal", "oz", "lb", "inch", "age", "tier", "box", "pack", "in", "x");

  /** Numbers of one span of sizes (35-41) that are known one by one. */
  private static final int SPAN_MAX = 60;

  private static final Pattern SPAN =
      Pattern.compile("(\\d{1,3}|x{0,2}s|m|l)-(\\d{1,3}|[sml]|\\d?x{1,3}l)(?![a-z0-9])");

  /**
   * One product.
   *
   * @param variants the names of its variants, such as {@code 米白}, {@code XL} or {@code 250g}
   */
  public record Item(String productId, String title, List<String> variants) {
    public Item {
      variants = List.copyOf(variants);
    }
  }

  /** A word of a title, of a variant, or a measure of either (XL, 500g), which says little about which. */
  static final int TITLE = 0;
  static final int VARIANT = 1;
  static final int MEASURE = 2;

  /** Where a word stands: the products with it, what it is there, and how much it says. */
  record Word(int[] items, int[] parts, float weight) {}

  private final List<Item> items;
  private final List<long[]> kin;
  /** One bit for some of the characters that words start with: most others are known to start none. */
  private final long[] firsts = new long[16];

  private long[] keys = new long[16];
  private Word[] words = new Word[16];

  private Shelf(List<Item> items) {
    this.items = items;
    Map<Long, Map<Integer, Integer>> places = new HashMap<>();
    Map<Long, Float> lengths = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      addWords(Plain.of(items.get(i).title()), i, false, places, lengths);
      noteFirsts(Plain.of(items.get(i).title()));
      for (String variant : items.get(i).variants()) {
        for (String part : variant.split("[/;,、；，]")) {
          addWords(Plain.of(part), i, true, places, lengths);
          addSpans(Plain.of(part), i, places, lengths);
          noteFirsts(Plain.of(part));
        }
      }
    }
    kin = items.stream().map(item -> Kin.STANDARD.of(Plain.of(item.title()))).toList();
    while (keys.length < places.size() * 2) {
      keys = new long[keys.length * 2];
      words = new Word[keys.length];
    }
    places.forEach((key, at) -> put(key, wordOf(at, lengths.get(key))));
  }

  /** The shelf of {@code items}, the first {@value #PRODUCTS_MAX} of them. */
  public static Shelf of(List<Item> items) {
    return new Shelf(List.copyOf(items.subList(0, Math.min(items.size(), PRODUCTS_MAX))));
  }

  /** What stands on it, in order. */
  public List<Item> items() {
    return items;
  }

  /** What it takes of the memory, in pieces of about 30 bytes: at least two a word, and some a product. */
  public int weight() {
    return keys.length + ITEM_WEIGHT * items.size();
  }

  /** The place of {@code productId}, or -1. */
  int indexOf(String productId) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).productId().equals(productId)) {
        return i;
      }
    }
    return -1;
  }

  /** The kinds of goods that {@code item} is of, bit by bit. */
  long[] kin(int item) {
    return kin.get(item);
  }

  /** The word with that hash, or null inside this package when no product has it. */
  Word word(long key) {
    int mask = keys.length - 1;
    for (int i = (int) (key ^ key >>> 32) & mask; words[i] != null; i = i + 1 & mask) {
      if (keys[i] == key) {
        return words[i];
      }
    }
    return null;
  }

  /** False when no word starts with {@code letter}. */
  boolean mayStart(char letter) {
    return (firsts[letter >> 6 & 15] >>> letter & 1) != 0;
  }

  private void noteFirsts(Plain plain) {
    for (int i = 0; i < plain.length(); i++) {
      firsts[plain.at(i) >> 6 & 15] |= 1L << plain.at(i);
    }
  }

  static long hash(long before, char letter) {
    return (before ^ letter) * 0x9E3779B97F4A7C15L + 0x7F4A7C15L;
  }

  static boolean isGoodsCharacter(char letter) {
    return GOODS_CHARACTERS.indexOf(letter) >= 0;
  }

  /** Where the Latin word without its plural ends that spans {@code from} to {@code to}. */
  static int stemEnd(Plain plain, int from, int to) {
    int length = to - from;
    if (length > 4 && plain.at(to - 1) == 's' && plain.at(to - 2) == 'e'
        && "sxhz".indexOf(plain.at(to - 3)) >= 0) {
      return to - 2;
    }
    return length > 3 && plain.at(to - 1) == 's' && plain.at(to - 2) != 's' ? to - 1 : to;
  }

  private static boolean isMeasure(Plain plain, int from, int to) {
    char first = plain.at(from);
    return Plain.isDigit(first) || to - from <= 4 && MEASURES.contains(plain.toString().substring(from, to));
  }

  static long hash(Plain plain, int from, int to) {
    long hash = 1;
    for (int i = from; i < to; i++) {
      hash = hash(hash, plain.at(i));
    }
    return hash;
  }

  private Word wordOf(Map<Integer, Integer> at, float length) {
    List<Integer> places = new ArrayList<>(at.keySet());
    places.sort(null);
    int[] itemsOfWord = new int[places.size()];
    int[] parts = new int[places.size()];
    for (int i = 0; i < itemsOfWord.length; i++) {
      itemsOfWord[i] = places.get(i);
      parts[i] = at.get(places.get(i));
    }
    float rarity = (float) Math.log(1 + (double) items.size() / itemsOfWord.length);
    return new Word(itemsOfWord, parts, rarity * length);
  }

  private void put(long key, Word word) {
    int mask = keys.length - 1;
    int i = (int) (key ^ key >>> 32) & mask;
    while (words[i] != null) {
      i = i + 1 & mask;
    }
    keys[i] = key;
    words[i] = word;
  }

  private static void addWords(
      Plain plain, int item, boolean isVariant, Map<Long, Map<Integer, Integer>> places,
      Map<Long, Float> lengths) {
    Set<Long> seen = new HashSet<>();
    int length = plain.length();
    if (isVariant && length > 0 && length <= VARIANT_MAX) {
      note(hash(plain, 0, length), item, isMeasure(plain, 0, length) ? MEASURE : VARIANT, places);
      lengths.merge(hash(plain, 0, length), 1.2f, Math::max);
      seen.add(hash(plain, 0, length));
    }
    for (int i = 0; i < length; i++) {
      char letter = plain.at(i);
      if (Plain.isDigit(letter) && (i == 0 || !Plain.isDigit(plain.at(i - 1)))) {
        int end = i;
        while (end < length && Plain.isDigit(plain.at(end))) {
          end++;
        }
        if (seen.add(hash(plain, i, end))) {
          note(hash(plain, i, end), item, MEASURE, places);
          lengths.merge(hash(plain, i, end), 1f, Math::max);
        }
      }
      if (Plain.isHan(letter)) {
        long hash = 1;
        for (int k = i; k < length && k < i + HAN_MAX && Plain.isHan(plain.at(k)); k++) {
          hash = hash(hash, plain.at(k));
          boolean isWord = k > i || isGoodsCharacter(letter);
          if (isWord && seen.add(hash)) {
            note(hash, item, isVariant ? VARIANT : TITLE, places);
            lengths.merge(hash, k == i ? 0.6f : 0.7f + 0.3f * (k - i), Math::max);
          }
        }
      } else if (isWordStart(plain, i)) {
        int end = wordEnd(plain, i);
        int stem = stemEnd(plain, i, end);
        boolean isSaying = end - i > 2 || isVariant || Plain.isDigit(letter);
        long hash = hash(plain, i, stem);
        if (isSaying && !LATIN_STOPS.contains(plain.toString().substring(i, end)) && seen.add(hash)) {
          note(hash, item, isMeasure(plain, i, end) ? MEASURE : isVariant ? VARIANT : TITLE, places);
          lengths.merge(hash, 1.2f, Math::max);
          if (end - i > PREFIX && seen.add(hash(plain, i, i + PREFIX) + 1)) {
            note(hash(plain, i, i + PREFIX) + 1, item, isVariant ? VARIANT : TITLE, places);
            lengths.merge(hash(plain, i, i + PREFIX) + 1, 0.8f, Math::max);
          }
        }
      }
    }
  }

  /** The sizes between the ends of a span: 36 of 35-41, M of S-2XL. */
  private static void addSpans(
      Plain plain, int item, Map<Long, Map<Integer, Integer>> places, Map<Long, Float> lengths) {
    Matcher span = SPAN.matcher(plain.toString());
    while (span.find()) {
      List<String> sizes = new ArrayList<>();
      int from = SIZES.indexOf(span.group(1));
      if (from >= 0) {
        String end = span.group(2);
        int to = Character.isDigit(end.charAt(0)) ? SIZES.size() - 1 : SIZES.indexOf(end);
        for (int size = from; size <= to; size++) {
          sizes.add(SIZES.get(size));
        }
        for (char size = '2'; Character.isDigit(end.charAt(0)) && size <= end.charAt(0); size++) {
          sizes.add(size + "xl");
        }
      } else if (Character.isDigit(span.group(2).charAt(0)) && !span.group(2).endsWith("l")) {
        int first = Integer.parseInt(span.group(1));
        int last = Integer.parseInt(span.group(2));
        for (int size = first; size <= last && size <= first + SPAN_MAX; size++) {
          sizes.add(String.valueOf(size));
        }
      }
      for (String size : sizes) {
        Plain word = Plain.of(size);
        note(hash(word, 0, word.length()), item, MEASURE, places);
        lengths.merge(hash(word, 0, word.length()), 1f, Math::max);
      }
    }
  }

  private static void note(
      long hash, int item, int part, Map<Long, Map<Integer, Integer>> places) {
    places.computeIfAbsent(hash, key -> new HashMap<>()).merge(item, part, Math::min);
  }

  static boolean isWordLetter(char letter) {
    return Plain.isLatin(letter) || Plain.isDigit(letter);
  }

  static boolean isWordStart(Plain plain, int at) {
    char letter = plain.at(at);
    return (Plain.isLatin(letter) || Plain.isDigit(letter)) && (at == 0 || !isWordLetter(plain.at(at - 1)));
  }

  static int wordEnd(Plain plain, int from) {
    int end = from;
    while (end < plain.length() && isWordLetter(plain.at(end))) {
      end++;
    }
    return end;
  }
}
