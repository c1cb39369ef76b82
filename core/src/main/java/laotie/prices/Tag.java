package laotie.prices;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import laotie.fact.Money;

/**
 * Every price of one variant that counts for this buyer at this instant.
 *
 * @param list the price of one unit on the shelf
 * @param roomMinor the price of one unit in the room, minor units; 0 when there is none or he is not there
 * @param favour what his tier gives
 * @param flash the flash sale his units come from, or {@link FlashSale#NONE}
 */
public record Tag(Money list, long roomMinor, Favour favour, FlashSale flash) {

  public Tag {
    Objects.requireNonNull(list);
    Objects.requireNonNull(favour);
    Objects.requireNonNull(flash);
    if (roomMinor < 0) {
      throw new IllegalArgumentException("room price " + roomMinor);
    }
  }

  /** The same when his units come from a flash sale. */
  public Tag in(FlashSale sale) {
    return new Tag(list, roomMinor, favour, sale);
  }

  /** True when one unit costs less in this flash sale; where it does not, its units are left to others. */
  public boolean isBetterIn(FlashSale sale) {
    return sale.priceMinor() < in(FlashSale.NONE).unitMinor();
  }

  /** What one unit costs, before coupons. */
  public long unitMinor() {
    return steps(1).stream().mapToLong(Step::minor).sum();
  }

  boolean isFlash() {
    return !flash.flashSaleId().isEmpty();
  }

  /**
   * The steps of a line before coupons. A flash price is final. Otherwise the lower of list and room price
   * counts, and the tier takes its percentage off that. A special price above the list counts for nothing.
   */
  List<Step> steps(int quantity) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Step.Kind.LIST, Math.multiplyExact(list.minor(), quantity), "", 0));
    if (isFlash()) {
      lower(steps, Step.Kind.FLASH, list.minor() - flash.priceMinor(), quantity);
      return steps;
    }
    long unit = list.minor();
    if (roomMinor > 0 && roomMinor < unit) {
      lower(steps, Step.Kind.ROOM, unit - roomMinor, quantity);
      unit = roomMinor;
    }
    long fan = favour.priceOf(new Money(unit, list.currency())).minor();
    lower(steps, Step.Kind.TIER, unit - fan, quantity);
    return steps;
  }

  private void lower(List<Step> steps, Step.Kind kind, long unitOff, int quantity) {
    if (unitOff > 0) {
      String subject = switch (kind) {
        case FLASH -> flash.flashSaleId();
        case TIER -> favour.tier();
        case LIST, ROOM, COUPON -> "";
      };
      steps.add(new Step(kind, -Math.multiplyExact(unitOff, quantity), subject,
          kind == Step.Kind.TIER ? favour.discountPercent() : 0));
    }
  }
}
