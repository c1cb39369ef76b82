package laotie.server.boot;

/** The start cannot go on, for a reason told in one clear line. */
final class StartRefused extends RuntimeException {

  private static final long serialVersionUID = 1;

  StartRefused(String line) {
    super(line, null, false, false);
  }
}
