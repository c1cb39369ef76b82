package laotie.video;

/**
 * A publisher's bytes break the protocol or a limit; its connection is closed and nobody else notices.
 * A fault and not a refusal, because there is no sensible next byte to read.
 */
public final class ProtocolFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ProtocolFault(String message) {
    // No stack trace: random bytes from the street must stay cheap.
    super(message, null, false, false);
  }
}
