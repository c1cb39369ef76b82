package laotie.fact;

import java.util.Collection;

/**
 * An algebra that turns facts into cells. The same fold runs inside the server and, later, in a stream
 * processor keyed by room or host.
 *
 * <p>Laws, each a property test of every fold: {@code merge} is associative and commutative, {@code zero}
 * is neutral, {@code add(s, k, f) = merge(s, add(zero, k, f))}, and {@code decode(encode(s)) = s}. Any
 * order and any partition of the same facts gives the same cells.
 *
 * @param <K> the key of a cell, a value
 * @param <S> the state of a cell, a value
 */
public interface Fold<K, S> {

  /** The cells this fact touches; empty when the fold does not care. */
  Collection<K> keys(Recorded recorded);

  /** The cell nothing has touched. */
  S zero();

  /** The cell {@code key} after one more fact; {@code key} is one of {@code keys(recorded)}. */
  S add(S state, K key, Recorded recorded);

  /** Two parts of one cell as one. */
  S merge(S left, S right);

  /** The state as bytes, equal bytes for equal states. */
  byte[] encode(S state);

  /** The state of {@code bytes}, as {@link #encode} wrote them. */
  S decode(byte[] bytes);
}
