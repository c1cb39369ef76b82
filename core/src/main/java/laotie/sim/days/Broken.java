package laotie.sim.days;

/** A law of the trade does not hold. */
final class Broken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Broken(String law, String words) {
    super(law + ": " + words, null, false, true);
  }

  /** Throws when {@code holds} is false. */
  static void unless(boolean holds, String law, Object... words) {
    if (!holds) {
      StringBuilder said = new StringBuilder();
      for (Object word : words) {
        said.append(said.isEmpty() ? "" : " ").append(word);
      }
      throw new Broken(law, said.toString());
    }
  }
}
