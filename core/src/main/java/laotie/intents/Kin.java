package laotie.intents;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kinds of goods with the words people use for them and their parts (鞋: 鞋底, sole, a pair), so that "the
 * sole came
 * off" finds the shoes of a shelf. The list is {@code kin.txt} beside this class.
 */
final class Kin {

  /** The list that ships with the project. */
  static final Kin STANDARD = standard();

  /** Words of 64 bits for all kinds. */
  static final int WORDS = 4;

  private static final int SAID_MAX = 5;

  private final Map<Long, long[]> said = new HashMap<>();
  private final List<List<String>> titles = new ArrayList<>();
  /** Characters of the longest Chinese word that starts with a character. */
  private final byte[] longest = new byte[1 << 16];

  private long[] keys;
  private long[][] kinds;

  private Kin() {}

  /** The kinds of goods a product with that title is of. */
  long[] of(Plain title) {
    long[] found = new long[WORDS];
    String text = " " + title + " ";
    for (int kind = 0; kind < titles.size(); kind++) {
      for (String word : titles.get(kind)) {
        boolean isLatin = Plain.isLatin(word.charAt(0));
        boolean stands = isLatin ? text.contains(" " + word + " ") || text.contains(" " + word + "s ")
            : text.contains(word);
        if (stands) {
          found[kind >> 6] |= 1L << kind;
        }
      }
    }
    return found;
  }

  /** The kinds of goods that {@code plain} speaks of. */
  long[] saidIn(Plain plain) {
    long[] found = new long[WORDS];
    for (int i = 0; i < plain.length(); i++) {
      if (Shelf.isWordStart(plain, i) && Plain.isLatin(plain.at(i))) {
        int end = Shelf.wordEnd(plain, i);
        collect(Shelf.hash(plain, i, Shelf.stemEnd(plain, i, end)), found);
        if (end + 1 < plain.length() && plain.at(end) == ' ' && Plain.isLatin(plain.at(end + 1))) {
          int pairEnd = Shelf.wordEnd(plain, end + 1);
          collect(Shelf.hash(plain, i, Shelf.stemEnd(plain, i, pairEnd)), found);
        }
        i = end - 1;
      } else if (Plain.isHan(plain.at(i))) {
        long hash = 1;
        for (int k = i; k < plain.length() && k < i + longest[plain.at(i)] && Plain.isHan(plain.at(k)); k++) {
          hash = Shelf.hash(hash, plain.at(k));
          collect(hash, found);
        }
      }
    }
    return found;
  }

  private void collect(long key, long[] found) {
    int mask = keys.length - 1;
    for (int i = (int) (key ^ key >>> 32) & mask; kinds[i] != null; i = i + 1 & mask) {
      if (keys[i] == key) {
        for (int k = 0; k < WORDS; k++) {
          found[k] |= kinds[i][k];
        }
      }
    }
  }

  private static Kin standard() {
    Kin kin = new Kin();
    try (InputStream stream = Kin.class.getResourceAsStream("kin.txt");
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          kin.add(line);
        }
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    kin.settle();
    return kin;
  }

  private void add(String line) {
    int colon = line.indexOf(": ");
    int kind = titles.size();
    List<String> names = new ArrayList<>();
    for (String word : line.substring(0, colon).split(" \\| ")) {
      names.add(Plain.of(word).toString());
    }
    titles.add(names);
    for (String word : line.substring(colon + 2).split(" \\| ")) {
      say(word, kind);
    }
    for (String word : names) {
      if (word.length() > 1) {
        say(word, kind);
      }
    }
  }

  private void say(String word, int kind) {
    Plain plain = Plain.of(word);
    int end = Plain.isLatin(plain.at(0)) ? Shelf.stemEnd(plain, 0, plain.length()) : plain.length();
    char first = plain.at(0);
    longest[first] = (byte) Math.max(longest[first], Math.min(end, SAID_MAX));
    said.computeIfAbsent(Shelf.hash(plain, 0, end), key -> new long[WORDS])[kind >> 6] |= 1L << kind;
  }

  private void settle() {
    int size = Integer.highestOneBit(said.size() * 4);
    keys = new long[size];
    kinds = new long[size][];
    said.forEach((key, bits) -> {
      int i = (int) (key ^ key >>> 32) & size - 1;
      while (kinds[i] != null) {
        i = i + 1 & size - 1;
      }
      keys[i] = key;
      kinds[i] = bits;
    });
  }
}
