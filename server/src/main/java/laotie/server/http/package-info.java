/**
 * What every door shares: who calls, how a no is answered, pages, ids, seals, settings. Door: any class
 * here, none of which knows an area.
 *
 * <p>Invariant: it may import the rules' words and nothing of any area.
 */
package laotie.server.http;
