package laotie.growth.repurchase;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import laotie.growth.Ratio;
import laotie.growth.Share;
import laotie.growth.value.Range;

/**
 * What buyers have been worth by N days after their first purchase: paid less what went back, of those
 * whose N days have passed. No model: it happened.
 *
 * @param days N
 * @param buyers whose days have passed
 * @param netMinor of all of them, minor units
 * @param medianMinor of one; of an even number the lower middle
 * @param spread standard deviation between buyers, minor units
 */
public record Spent(int days, long buyers, long netMinor, long medianMinor, double spread) {

  /** The 97.5 % quantile of the normal distribution: two-sided 95 %. */
  private static final double Z = 1.959963984540054;

  /** Counts the buyers whose {@code days} days have passed on the last day. */
  public static Spent of(int days, LocalDate lastDay, Iterable<Buyer> buyers) {
    List<Long> nets = new ArrayList<>();
    long sum = 0;
    for (Buyer buyer : buyers) {
      Buyer known = buyer.until(lastDay);
      if (!known.orders().isEmpty()
          && !known.orders().getFirst().day().plusDays(days).isAfter(lastDay)) {
        long net = net(known, known.orders().getFirst().day(), days);
        nets.add(net);
        sum = Math.addExact(sum, net);
      }
    }
    Collections.sort(nets);
    long median = nets.isEmpty() ? 0 : nets.get((nets.size() - 1) / 2);
    return new Spent(days, nets.size(), sum, median, spread(nets, sum));
  }

  private static long net(Buyer buyer, LocalDate first, int days) {
    LocalDate end = first.plusDays(days);
    long net = 0;
    for (Buyer.Bought order : buyer.orders()) {
      net = Math.addExact(net, order.day().isAfter(end) ? 0 : order.grossMinor());
    }
    for (Buyer.Back back : buyer.backs()) {
      boolean isInside = !back.day().isBefore(first) && !back.day().isAfter(end);
      net = Math.subtractExact(net, isInside ? back.minor() : 0);
    }
    return net;
  }

  private static double spread(List<Long> nets, long sum) {
    if (nets.size() < 2) {
      return 0;
    }
    double mean = (double) sum / nets.size();
    double squares = 0;
    for (long net : nets) {
      squares += (net - mean) * (net - mean);
    }
    return Math.sqrt(squares / (nets.size() - 1));
  }

  /** True when there are too few to show a mean. */
  public boolean isHidden() {
    return buyers < Share.SHOWN_MIN;
  }

  /** Net per buyer, or no value when it is hidden. */
  public Optional<Ratio> mean() {
    return isHidden() ? Optional.empty() : Ratio.of(netMinor, buyers);
  }

  /**
   * Where the mean of such buyers lies, 95 %, by the normal distribution of means; a few very large buyers
   * make it too narrow, which the median beside it shows.
   */
  public Optional<Range> meanRange() {
    double half = Z * spread / Math.sqrt(Math.max(1, buyers));
    return mean().map(Ratio::shown).map(mean -> new Range(mean - half, mean + half));
  }
}
