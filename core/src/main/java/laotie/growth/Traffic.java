package laotie.growth;

/**
 * The traffic of one host's business day: views by where they came from, showings on public places, and
 * what was paid for promotion. Views of the host himself are none.
 *
 * @param brought views by private channels (私域): his own people
 * @param given views by public channels (公域) that nobody paid for
 * @param bought views that his promotion brought
 * @param exposures showings on public places that nobody paid for
 * @param paidExposures exposures of his promotion that counted
 * @param spentMilli what these cost him, thousandths of a minor unit
 */
public record Traffic(
    long brought, long given, long bought, long exposures, long paidExposures, long spentMilli) {

  public static final Traffic NOTHING = new Traffic(0, 0, 0, 0, 0, 0);

  static final Traffic BROUGHT = new Traffic(1, 0, 0, 0, 0, 0);
  static final Traffic GIVEN = new Traffic(0, 1, 0, 0, 0, 0);
  static final Traffic BOUGHT = new Traffic(0, 0, 1, 0, 0, 0);
  static final Traffic EXPOSED = new Traffic(0, 0, 0, 1, 0, 0);

  /** Both together. */
  public Traffic merge(Traffic other) {
    return new Traffic(
        Math.addExact(brought, other.brought), Math.addExact(given, other.given),
        Math.addExact(bought, other.bought), Math.addExact(exposures, other.exposures),
        Math.addExact(paidExposures, other.paidExposures), Math.addExact(spentMilli, other.spentMilli));
  }
}
