/**
 * What the product costs on this machine, measured from outside: each program starts the packaged server as
 * a child process on a temporary folder, is bounded in time, and writes its result under {@code
 * bench/results}. Door: the main classes.
 *
 * <p>Invariant: it knows the server only by its addresses and its tables.
 */
package laotie.bench;
