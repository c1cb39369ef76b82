package laotie.fact;

/**
 * Something that happened (事实), in the past tense, never edited. The set is open: folds that meet a fact
 * they do not know leave their state as it is.
 *
 * <p>Facts carry opaque ids only, never a name, a text or an address, so that a person can be erased while
 * the numbers stay true.
 */
public interface Fact {

  /** The area that states this fact. */
  Area area();

  /** What the fact is about, as an opaque id: the order of a payment, the show of a card. */
  String key();
}
