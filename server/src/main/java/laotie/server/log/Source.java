package laotie.server.log;

/** One of the two tables of facts. */
public enum Source {
  /** What is kept for years: people, shows, trades. */
  LOG("log"),
  /** What comes in floods and is kept for days: beats, likes, exposures. */
  FLOOD("flood");

  private final String table;

  Source(String table) {
    this.table = table;
  }

  String table() {
    return table;
  }
}
