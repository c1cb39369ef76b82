/**
 * What viewers are to a host: follows, tiers from watching, talking, buying and coming back, consent,
 * messages and the fan group. Door: {@link laotie.server.fans.Fans}.
 *
 * <p>Invariant: of a purchase it knows product and variant by id, of watching minutes and days; titles and
 * sizes it asks of the shelf, and a host learns nothing of a fan who did not consent.
 */
package laotie.server.fans;
