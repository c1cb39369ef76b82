package laotie.growth;

import java.util.Collection;
import java.util.List;
import laotie.fact.Fold;
import laotie.fact.GoodsFact.ProductListed;
import laotie.fact.Recorded;

/** Which product stands under which category, so that baskets and searches can be compared. */
public record ShelfFold() implements Fold<String, Shelved> {

  static final int VERSION = 1;

  @Override
  public Collection<String> keys(Recorded recorded) {
    return recorded.fact() instanceof ProductListed listed ? List.of(listed.productId()) : List.of();
  }

  @Override
  public Shelved zero() {
    return Shelved.NOWHERE;
  }

  @Override
  public Shelved add(Shelved state, String productId, Recorded recorded) {
    return recorded.fact() instanceof ProductListed listed
        ? state.merge(new Shelved(recorded.at().toEpochMilli(), listed.category()))
        : state;
  }

  @Override
  public Shelved merge(Shelved left, Shelved right) {
    return left.merge(right);
  }

  @Override
  public byte[] encode(Shelved state) {
    ByteWriter out = new ByteWriter();
    out.octet(VERSION);
    out.signed(state.at());
    out.text(state.category());
    return out.bytes();
  }

  @Override
  public Shelved decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int version = in.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("shelf cell of version " + version + ", known is " + VERSION);
    }
    Shelved shelved = new Shelved(in.signed(), in.text());
    in.end();
    return shelved;
  }
}
