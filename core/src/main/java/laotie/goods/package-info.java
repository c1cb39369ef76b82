/**
 * Products, variants, stock and the words to find them. Door: {@code Stock}.
 *
 * <p>Invariant: pure rules over values; it must not know who buys.
 */
package laotie.goods;
