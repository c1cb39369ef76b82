package laotie.intents;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Words of the trade by what they say (LINK, PRICE, PREV, ...), in a tree of characters. The list is
 * {@code phrases.txt} beside this class; weights are trained with it and belong to it.
 */
final class Phrases {

  /** The list that ships with the project. */
  static final Phrases STANDARD = standard();

  private static final int NONE = -1;

  private final Map<String, Integer> kinds = new HashMap<>();
  private int[] kindOf = new int[1 << 10];
  private int size;
  private int[] edges = new int[1 << 10];
  private int[] next = new int[1 << 10];
  private int[] phraseAt = new int[0];
  private int nodes = 1;
  private int edgeCount;

  private Phrases() {}

  /** These phrases without those that {@code isLeftOut} says, by their numbers. */
  Phrases without(boolean[] isLeftOut) {
    Phrases fewer = new Phrases();
    fewer.kinds.putAll(kinds);
    fewer.kindOf = kindOf;
    fewer.size = size;
    fewer.edges = edges;
    fewer.next = next;
    fewer.nodes = nodes;
    fewer.edgeCount = edgeCount;
    fewer.phraseAt = phraseAt.clone();
    for (int i = 0; i < nodes; i++) {
      boolean isOut = phraseAt[i] >= 0 && isLeftOut[phraseAt[i]];
      fewer.phraseAt[i] = isOut ? NONE : phraseAt[i];
    }
    return fewer;
  }

  /** How many phrases there are. */
  int size() {
    return size;
  }

  /** How many kinds there are. */
  int kinds() {
    return kinds.size();
  }

  /** The number of the kind called {@code name}. */
  int kind(String name) {
    return kinds.get(name);
  }

  int kindOf(int phrase) {
    return kindOf[phrase];
  }

  /**
   * The longest phrase of {@code plain} that starts at {@code from}; Latin ones start and end with a word.
   *
   * @return number of the phrase * 512 + its length in characters, or -1
   */
  int longestAt(Plain plain, int from) {
    int node = 0;
    int best = NONE;
    boolean isInWord = from > 0 && Plain.isLatin(plain.at(from)) && Plain.isLatin(plain.at(from - 1));
    if (isInWord) {
      return NONE;
    }
    for (int i = from; i < plain.length(); i++) {
      char letter = plain.at(i);
      node = step(node, letter);
      if (node < 0) {
        break;
      }
      boolean endsInWord = Plain.isLatin(letter) && i + 1 < plain.length() && Plain.isLatin(plain.at(i + 1));
      if (phraseAt[node] >= 0 && !endsInWord) {
        best = phraseAt[node] * 512 + i - from + 1;
      }
    }
    return best;
  }

  private int step(int node, char letter) {
    int edge = node << 16 | letter;
    for (int i = slot(edge, edges.length); next[i] != 0; i = i + 1 & edges.length - 1) {
      if (edges[i] == edge) {
        return next[i];
      }
    }
    return NONE;
  }

  private static int slot(int edge, int size) {
    int mixed = edge * 0x9E3779B1;
    return (mixed ^ mixed >>> 15) & size - 1;
  }

  private static Phrases standard() {
    Phrases phrases = new Phrases();
    try (InputStream stream = Phrases.class.getResourceAsStream("phrases.txt");
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          phrases.addLine(line);
        }
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return phrases;
  }

  private void addLine(String line) {
    int colon = line.indexOf(": ");
    int kind = kinds.computeIfAbsent(line.substring(0, colon), name -> kinds.size());
    for (String phrase : line.substring(colon + 2).split(" \\| ")) {
      addPhrase(Plain.of(phrase.strip().replace('_', ' ')).toString(), kind);
    }
  }

  private void addPhrase(String phrase, int kind) {
    int node = 0;
    for (int i = 0; i < phrase.length(); i++) {
      int child = step(node, phrase.charAt(i));
      if (child < 0) {
        child = nodes++;
        addEdge(node << 16 | phrase.charAt(i), child);
      }
      node = child;
    }
    if (phraseAt.length < nodes) {
      int had = phraseAt.length;
      phraseAt = Arrays.copyOf(phraseAt, nodes * 2);
      Arrays.fill(phraseAt, had, phraseAt.length, NONE);
    }
    if (node != 0 && phraseAt[node] < 0) {
      kindOf = size < kindOf.length ? kindOf : Arrays.copyOf(kindOf, size * 2);
      phraseAt[node] = size;
      kindOf[size++] = kind;
    }
  }

  private void addEdge(int edge, int child) {
    if (++edgeCount * 2 > edges.length) {
      int[] oldEdges = edges;
      int[] oldNext = next;
      edges = new int[oldEdges.length * 2];
      next = new int[oldEdges.length * 2];
      for (int i = 0; i < oldEdges.length; i++) {
        if (oldNext[i] != 0) {
          put(oldEdges[i], oldNext[i]);
        }
      }
    }
    put(edge, child);
  }

  private void put(int edge, int child) {
    int i = slot(edge, edges.length);
    while (next[i] != 0) {
      i = i + 1 & edges.length - 1;
    }
    edges[i] = edge;
    next[i] = child;
  }
}
