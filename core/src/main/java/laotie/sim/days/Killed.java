package laotie.sim.days;

/** The process died here; whatever it had not committed is gone. */
final class Killed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Killed() {
    super("killed", null, false, false);
  }
}
