/**
 * Products, variants and the words to find them. Door: {@code Draft}.
 *
 * <p>Invariant: pure rules over values; it must not know who buys.
 */
package laotie.goods;
