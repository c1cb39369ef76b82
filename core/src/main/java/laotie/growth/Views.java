package laotie.growth;

import java.util.Arrays;

/**
 * When each view of one person in one cell was played, by view id. A cell has one view or two, and nearly
 * every fact of the square is a beat that makes the last interval of one of them longer: so the first view
 * stands here itself, and such a beat costs two small objects.
 */
public final class Views {

  private static final String[] NO_IDS = {};
  private static final Spans[] NO_SPANS = {};

  static final Views NONE = new Views("", Spans.NONE.edges(), NO_IDS, NO_SPANS);

  /** The smallest id; empty when there is no view. */
  private final String firstId;

  /** Its edges, as in {@link Spans}; none when there is no view. */
  private final long[] first;

  /** The other ids, rising. */
  private final String[] otherIds;

  /** Of the same length. */
  private final Spans[] others;

  private Views(String firstId, long[] first, String[] otherIds, Spans[] others) {
    this.firstId = firstId;
    this.first = first;
    this.otherIds = otherIds;
    this.others = others;
  }

  /** How many views there are. */
  int count() {
    return first.length == 0 ? 0 : 1 + otherIds.length;
  }

  String id(int index) {
    return index == 0 ? firstId : otherIds[index - 1];
  }

  Spans spans(int index) {
    return index == 0 ? Spans.ofKnown(first) : others[index - 1];
  }

  /** With {@code [from, to)} played in a view; this itself when that adds nothing. */
  Views with(String viewId, long from, long to) {
    if (firstId.equals(viewId) && first.length > 0 && from >= first[first.length - 1]) {
      return new Views(firstId, Spans.followed(first, from, to), otherIds, others);
    }
    return with(viewId, Spans.of(from, to));
  }

  /** With more play of one view; this itself when that adds nothing. */
  Views with(String viewId, Spans more) {
    if (first.length == 0) {
      return new Views(viewId, more.edges(), NO_IDS, NO_SPANS);
    }
    int order = viewId.compareTo(firstId);
    if (order == 0) {
      Spans known = Spans.ofKnown(first);
      Spans joined = known.union(more);
      return joined == known ? this : new Views(firstId, joined.edges(), otherIds, others);
    }
    if (order < 0) {
      return new Views(viewId, more.edges(), inserted(otherIds, 0, firstId),
          inserted(others, 0, Spans.ofKnown(first)));
    }
    int at = Arrays.binarySearch(otherIds, viewId);
    if (at >= 0) {
      Spans joined = others[at].union(more);
      if (joined == others[at]) {
        return this;
      }
      Spans[] changed = others.clone();
      changed[at] = joined;
      return new Views(firstId, first, otherIds, changed);
    }
    int place = -at - 1;
    return new Views(firstId, first, inserted(otherIds, place, viewId), inserted(others, place, more));
  }

  private static <T> T[] inserted(T[] values, int place, T value) {
    T[] more = Arrays.copyOf(values, values.length + 1);
    System.arraycopy(values, place, more, place + 1, values.length - place);
    more[place] = value;
    return more;
  }

  /** What was played in either. */
  Views union(Views other) {
    if (first.length == 0) {
      return other;
    }
    Views joined = this;
    for (int i = 0; i < other.count(); i++) {
      joined = joined.with(other.id(i), other.spans(i));
    }
    return joined;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Views views && firstId.equals(views.firstId) && Arrays.equals(first, views.first)
        && Arrays.equals(otherIds, views.otherIds) && Arrays.equals(others, views.others);
  }

  @Override
  public int hashCode() {
    return 31 * firstId.hashCode() + Arrays.hashCode(first) + Arrays.hashCode(otherIds);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Views");
    for (int i = 0; i < count(); i++) {
      text.append(' ').append(id(i)).append(spans(i));
    }
    return text.toString();
  }
}
