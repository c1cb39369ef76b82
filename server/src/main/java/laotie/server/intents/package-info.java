/**
 * What people ask for: read as it is said, answered by hosts, counted as demand. Door:
 * {@link laotie.server.intents.Intents}.
 *
 * <p>Invariant: it is told of comments by the areas where they are made and knows neither rooms nor clips.
 */
package laotie.server.intents;
