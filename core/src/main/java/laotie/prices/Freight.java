package laotie.prices;

import java.util.List;
import java.util.Map;
import laotie.fact.Decision;
import laotie.fact.Decision.Accepted;
import laotie.fact.Decision.Refused;

/**
 * What a shop takes for shipping (运费): one fee an order, by region.
 *
 * @param elsewhere for every region without a zone of its own
 * @param zones by region code; a country's zone counts for those of its provinces that have none
 */
public record Freight(Zone elsewhere, Map<String, Zone> zones) {

  /** Everywhere, for nothing. */
  public static final Freight FREE = new Freight(new Zone(true, 0, 0, 0), Map.of());

  /**
   * The fee of a region.
   *
   * @param isServed false when nothing is delivered there
   * @param firstMinor minor units for the first unit of an order
   * @param furtherMinor minor units for each further unit
   * @param freeFromMinor goods of this amount, after every reduction, are shipped for nothing; 0 for never
   */
  public record Zone(boolean isServed, long firstMinor, long furtherMinor, long freeFromMinor) {
    public Zone {
      if (firstMinor < 0 || furtherMinor < 0 || freeFromMinor < 0) {
        throw new IllegalArgumentException(
            "fee " + firstMinor + " + " + furtherMinor + ", free from " + freeFromMinor);
      }
    }

    long feeOf(int units, long goodsMinor) {
      return freeFromMinor > 0 && goodsMinor >= freeFromMinor ? 0
          : Math.addExact(firstMinor, Math.multiplyExact(furtherMinor, (long) units - 1));
    }
  }

  /**
   * What an order pays for shipping.
   *
   * @param minor minor units, >= 0
   * @param region the code of the region whose zone counted, or empty for elsewhere
   * @param freeFromMinor the amount of goods from which it is nothing here; 0 for none
   */
  public record Fee(long minor, String region, long freeFromMinor) {}

  public Freight {
    zones = Map.copyOf(zones);
  }

  /** True when the fee is nothing, wherever it goes: then nobody need ask for an address. */
  public boolean isFree() {
    return equals(FREE);
  }

  /**
   * The fee of an order, or {@link PricesReason#NOT_DELIVERED_THERE}.
   *
   * @param units of all lines together, >= 1
   * @param goodsMinor what the goods cost after every reduction
   */
  public Decision<Fee> feeFor(Region region, int units, long goodsMinor) {
    String code = region.codes().stream().filter(zones::containsKey).findFirst().orElse("");
    Zone zone = zones.getOrDefault(code, elsewhere);
    if (!zone.isServed()) {
      return new Refused<>(PricesReason.NOT_DELIVERED_THERE,
          "nothing is delivered to region " + (code.isEmpty() ? "without a zone" : code),
          Map.of("region", region.code()));
    }
    return new Accepted<>(
        new Fee(zone.feeOf(units, goodsMinor), code, zone.freeFromMinor()), List.of());
  }
}
