package laotie.growth.history;

/** A cell that does not say what it should; caught where its row is known. */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient HistoryIssue.Kind kind;

  Unreadable(HistoryIssue.Kind kind) {
    super(kind.words(), null, false, false);
    this.kind = kind;
  }

  HistoryIssue.Kind kind() {
    return kind;
  }
}
