package laotie.server.log;

/**
 * What is asked for needs a trip to the database, and the asking thread is an event loop, which serves
 * hundreds of others meanwhile. Whoever asked there asks again on a virtual thread.
 */
public final class MustWait extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Without a stack: it is an ordinary answer, not a fault. */
  MustWait() {
    super("a trip to the database is needed", null, false, false);
  }
}
