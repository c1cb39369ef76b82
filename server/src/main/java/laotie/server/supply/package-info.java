/**
 * Goods in and goods out in bulk: suppliers, consignments, warehouses, pick lists and waybills. Door: {@code
 * Supply}.
 *
 * <p>Invariant: the till alone promises and sells units; this area says where they lie, whose they were and
 * what they cost. It moves orders through trade's door only, each whole or not at all.
 */
package laotie.server.supply;
