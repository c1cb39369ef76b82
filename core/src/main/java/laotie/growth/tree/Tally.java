package laotie.growth.tree;

import laotie.growth.Factors;

/** Counts of one node while persons go by. */
final class Tally {

  private long uv;
  private long watchMillis;
  private long buyers;
  private long orders;
  private long gmvMinor;
  private long views;
  private long askedViews;
  private long ripeViews;
  private long metViews;

  void add(One one) {
    uv += one.isSeen ? 1 : 0;
    watchMillis = Math.addExact(watchMillis, one.watchMillis);
    buyers += one.orders > 0 ? 1 : 0;
    orders = Math.addExact(orders, one.orders);
    gmvMinor = Math.addExact(gmvMinor, one.gmvMinor);
    views = Math.addExact(views, one.views);
    askedViews += one.askedViews;
    ripeViews += one.ripeViews;
    metViews += one.metViews;
  }

  Sums sums() {
    return new Sums(new Factors(uv, watchMillis, buyers, orders, gmvMinor),
        views, askedViews, ripeViews, metViews);
  }

  /** What one person did in one node. */
  static final class One {
    private boolean isSeen;
    private long watchMillis;
    private long orders;
    private long gmvMinor;
    private long views;
    private long askedViews;
    private long ripeViews;
    private long metViews;

    /** Watched, in a view that counts. */
    void watched(long millis) {
      isSeen = true;
      watchMillis = Math.addExact(watchMillis, millis);
    }

    void bought(long minor) {
      orders++;
      gmvMinor = Math.addExact(gmvMinor, minor);
    }

    void opened(Ask ask) {
      views++;
      askedViews += ask == Ask.NONE ? 0 : 1;
      ripeViews += ask == Ask.UNMET || ask == Ask.MET ? 1 : 0;
      metViews += ask == Ask.MET ? 1 : 0;
    }
  }

  /** What became of the question of a view. */
  enum Ask {
    NONE,
    /** Its 24 hours are not over. */
    OPEN,
    UNMET,
    MET
  }
}
