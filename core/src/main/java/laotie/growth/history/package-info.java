/**
 * A shop's past orders from a table (订单历史): which column means what, how dates and amounts are written,
 * and what of it counts. Doors: {@link laotie.growth.history.HistoryReader} takes rows,
 * {@link laotie.growth.history.History} is what became of them.
 *
 * <p>Invariant: rows come as cells, from whatever file; one wrong row refuses its order and no other. It
 * must not know files, charsets or screens.
 */
package laotie.growth.history;
