/**
 * Goods in and goods out: what suppliers consign and what of it arrives, from which lot a sold unit is taken,
 * from which warehouse it is picked, and which waybills belong to which orders. Doors: {@code Receiving},
 * {@code Leaving}, {@code Waybill}.
 *
 * <p>Invariant: pure rules over values. It knows neither buyers nor money beyond what a unit costs, and no
 * unit is in two places.
 */
package laotie.supply;
