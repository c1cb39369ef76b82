/**
 * What a new customer costs, when he has paid that back, and who feeds whom with traffic. Doors:
 * {@code NewCustomers}, {@code Payback}, {@code TrafficBalance}, {@code Fairness}.
 *
 * <p>Invariant: pure rules over orders and days; it must not know where they are kept, and nothing it says
 * is rounded before it is shown.
 */
package laotie.growth.cost;
