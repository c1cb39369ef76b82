package laotie.growth;

import java.util.Arrays;

/**
 * When each view of one person in one cell was played, by view id. Sorted arrays, since a cell has one view
 * or two, and nearly every fact of the square is a beat that makes the last interval of one of them longer.
 */
public final class Views {

  static final Views NONE = new Views(new String[0], new Spans[0]);

  /** Rising. */
  private final String[] ids;

  /** Of the same length. */
  private final Spans[] spans;

  private Views(String[] ids, Spans[] spans) {
    this.ids = ids;
    this.spans = spans;
  }

  /** How many views there are. */
  int count() {
    return ids.length;
  }

  String id(int index) {
    return ids[index];
  }

  Spans spans(int index) {
    return spans[index];
  }

  /** With more play of one view; this itself when that adds nothing. */
  Views with(String viewId, Spans more) {
    int at = ids.length == 1 && ids[0].equals(viewId) ? 0 : Arrays.binarySearch(ids, viewId);
    if (at >= 0) {
      Spans joined = spans[at].union(more);
      if (joined == spans[at]) {
        return this;
      }
      Spans[] changed = spans.clone();
      changed[at] = joined;
      return new Views(ids, changed);
    }
    int place = -at - 1;
    String[] moreIds = Arrays.copyOf(ids, ids.length + 1);
    Spans[] moreSpans = Arrays.copyOf(spans, ids.length + 1);
    System.arraycopy(ids, place, moreIds, place + 1, ids.length - place);
    System.arraycopy(spans, place, moreSpans, place + 1, ids.length - place);
    moreIds[place] = viewId;
    moreSpans[place] = more;
    return new Views(moreIds, moreSpans);
  }

  /** What was played in either. */
  Views union(Views other) {
    if (ids.length == 0) {
      return other;
    }
    Views joined = this;
    for (int i = 0; i < other.ids.length; i++) {
      joined = joined.with(other.ids[i], other.spans[i]);
    }
    return joined;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Views views && Arrays.equals(ids, views.ids) && Arrays.equals(spans, views.spans);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + Arrays.hashCode(spans);
  }

  @Override
  public String toString() {
    return "Views" + Arrays.toString(ids) + Arrays.toString(spans);
  }
}
