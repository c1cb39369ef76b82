/**
 * The demo's living square: draws its pictures and clips, seeds hosts and goods, loads the simulated past,
 * publishes the shows and lets the crowd of {@link laotie.sim} act. Door: {@code Demo}.
 *
 * <p>Invariant: in the evening it acts through the same HTTP, socket and RTMP doors as real people; only the
 * past goes through the areas' import methods. No other area may know of it.
 */
package laotie.server.sim;
