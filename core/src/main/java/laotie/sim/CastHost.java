package laotie.sim;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/**
 * A simulated host (主播) with a true-sounding persona, goods and habits.
 *
 * @param login the account's login, {@code host1} and on
 * @param name what the room is called by
 * @param products 4 to 6, in the order in which the host likes to show them
 * @param showTitles titles of shows, used in turn
 */
public record CastHost(
    String login,
    Words name,
    Craft craft,
    Persona persona,
    Rhythm rhythm,
    Appeal appeal,
    List<CastProduct> products,
    List<Words> showTitles) {

  public CastHost {
    products = List.copyOf(products);
    showTitles = List.copyOf(showTitles);
    if (products.size() < 4 || products.size() > 6 || showTitles.isEmpty()) {
      throw new IllegalArgumentException(login + " has " + products.size() + " products");
    }
  }

  /**
   * What the host says of himself (人设).
   *
   * @param sinceYear the year the trade began
   * @param goodsFrom whose goods they are
   */
  public record Persona(Words tagline, Words story, int sinceYear, Words goodsFrom, String category) {}

  /**
   * When the host is on, by the shop's clock.
   *
   * @param minutes length of a show, 30..240
   */
  public record Rhythm(Set<DayOfWeek> days, LocalTime startsAt, int minutes) {
    public Rhythm {
      days = Set.copyOf(days);
      if (days.isEmpty() || minutes < 30 || minutes > 240) {
        throw new IllegalArgumentException("days " + days + ", minutes " + minutes);
      }
    }
  }

  /**
   * How the crowd takes to the host. Invented numbers, tuned so that host-scope repurchase of the past
   * lies between a quarter and two thirds.
   *
   * @param reach strangers a show brings once the host is established, mean
   * @param charm share of taken-with strangers who follow, 0..1
   * @param loyalty share of content buyers who will want these goods again, 0..1
   * @param cycleDays days until they do, median: bread is eaten in a week, a tent is not
   */
  public record Appeal(double reach, double charm, double loyalty, double cycleDays) {}
}
