package laotie.growth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import laotie.fact.Fold;
import laotie.fact.GoodsFact.ProductOpened;
import laotie.fact.GoodsFact.Searched;
import laotie.fact.Recorded;

/** What people had in mind (有目的): searches by category and products opened by links from outside. */
public record WishFold() implements Fold<WishKey, Wish> {

  static final int VERSION = 1;

  @Override
  public Collection<WishKey> keys(Recorded recorded) {
    long day = Wish.dayOf(recorded.at().toEpochMilli());
    return switch (recorded.fact()) {
      case Searched searched -> {
        List<WishKey> keys = new ArrayList<>();
        for (String category : new LinkedHashSet<>(searched.categories())) {
          keys.add(new WishKey(searched.viewerId(), WishKey.Kind.CATEGORY, category, day));
        }
        yield keys;
      }
      case ProductOpened opened when opened.isFromOutside() ->
          List.of(new WishKey(opened.viewerId(), WishKey.Kind.PRODUCT, opened.productId(), day));
      default -> List.of();
    };
  }

  @Override
  public Wish zero() {
    return Wish.NONE;
  }

  @Override
  public Wish add(Wish state, WishKey key, Recorded recorded) {
    long at = recorded.at().toEpochMilli();
    return state.merge(new Wish(at, at));
  }

  @Override
  public Wish merge(Wish left, Wish right) {
    return left.merge(right);
  }

  @Override
  public byte[] encode(Wish state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.signed(state.first());
    out.signed(state.last());
    return out.bytes();
  }

  @Override
  public Wish decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("wish cell of version " + version + ", known is " + VERSION);
    }
    Wish wish = new Wish(in.signed(), in.signed());
    in.end();
    return wish;
  }
}
