package laotie.growth;

import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import laotie.fact.Fold;
import laotie.fact.GoodsFact.ProductOpened;
import laotie.fact.Recorded;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;

/**
 * What became of each product of a host, minute by minute: which one sells while it is shown.
 *
 * @param currency the shop's currency; orders in another are left out
 */
public record ShelfMinuteFold(Currency currency) implements Fold<ShelfMinuteKey, ShelfMinute> {

  static final int VERSION = 1;

  public ShelfMinuteFold {
    Objects.requireNonNull(currency);
  }

  @Override
  public Collection<ShelfMinuteKey> keys(Recorded recorded) {
    return switch (recorded.fact()) {
      case ProductOpened opened ->
          List.of(new ShelfMinuteKey(opened.hostId(), minute(recorded), opened.productId()));
      case OrderPaid paid when paid.deal().amount().currency().equals(currency) -> {
        Set<ShelfMinuteKey> keys = new LinkedHashSet<>();
        for (Line line : paid.lines()) {
          keys.add(new ShelfMinuteKey(paid.deal().hostId(), minute(recorded), line.productId()));
        }
        yield keys;
      }
      default -> List.of();
    };
  }

  private static long minute(Recorded recorded) {
    return Math.floorDiv(recorded.at().toEpochMilli(), MinuteKey.MILLIS);
  }

  @Override
  public ShelfMinute zero() {
    return ShelfMinute.NOTHING;
  }

  @Override
  public ShelfMinute add(ShelfMinute state, ShelfMinuteKey key, Recorded recorded) {
    return switch (recorded.fact()) {
      case ProductOpened opened -> state.merge(new ShelfMinute(1, 0, 0, 0));
      case OrderPaid paid -> {
        long units = 0;
        long minor = 0;
        for (Line line : paid.lines()) {
          if (line.productId().equals(key.productId())) {
            units = Math.addExact(units, line.quantity());
            minor = Math.addExact(minor, line.netMinor());
          }
        }
        yield state.merge(new ShelfMinute(0, 1, units, minor));
      }
      default -> state;
    };
  }

  @Override
  public ShelfMinute merge(ShelfMinute left, ShelfMinute right) {
    return left.merge(right);
  }

  /** Version, then the four sums. */
  @Override
  public byte[] encode(ShelfMinute state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.number(state.opened());
    out.number(state.orders());
    out.number(state.units());
    out.signed(state.paidMinor());
    return out.bytes();
  }

  @Override
  public ShelfMinute decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("shelf minute of version " + version + ", known is " + VERSION);
    }
    ShelfMinute minute = new ShelfMinute(in.number(), in.number(), in.number(), in.signed());
    in.end();
    return minute;
  }
}
