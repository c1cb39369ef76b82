/**
 * Products, their variants, pictures and stock rows, and the search for them. Door: {@link
 * laotie.server.goods.Goods}.
 *
 * <p>Invariant: it must not know who buys. Stock is moved by the till through the door, in the till's
 * transaction; the rows are always locked in sku-id order.
 */
package laotie.server.goods;
