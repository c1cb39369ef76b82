package laotie.server.growth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import laotie.growth.tree.Frame;
import laotie.growth.tree.Tree;

/**
 * Which rows a count of trees reads: those of one host or of all in both windows, or those of two shows, in
 * as many parts of all persons as keep one part in memory.
 *
 * @param hostId the host, or empty for all
 * @param from the first instant of both windows
 * @param to the first instant after them
 * @param showIds the shows, or empty for windows of days
 * @param parts into how many parts the persons are dealt by a hash of their id
 */
record TreeRows(String hostId, Instant from, Instant to, List<String> showIds, int parts) {

  /** Rows of one kind a part may have; parts are made so that it has far fewer. */
  static final int ROWS_MAX = 500_000;

  /** No play of a view is read that comes later than this after its beginning. */
  static final Duration VIEW_MAX = Duration.ofHours(48);

  static TreeRows of(String hostId, List<Frame> frames, List<String> showIds) {
    long from = frames.stream().mapToLong(Frame::from).min().orElseThrow();
    long to = frames.stream().mapToLong(Frame::to).max().orElseThrow();
    return new TreeRows(hostId, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), showIds, 1);
  }

  TreeRows in(int count) {
    return new TreeRows(hostId, from, to, showIds, count);
  }

  Instant viewsFrom() {
    return from.minus(VIEW_MAX);
  }

  /** Questions are answered by orders of the day after. */
  Instant receiptsTo() {
    return to.plus(Tree.MET_WITHIN);
  }
}
