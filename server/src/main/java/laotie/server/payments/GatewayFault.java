package laotie.server.payments;

/**
 * A gateway did not answer, or answered what could not be believed. Whether it did what it was asked is
 * unknown, so the same is asked again later. The message names codes, never a secret or a person.
 */
final class GatewayFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  GatewayFault(String message) {
    super(message);
  }

  GatewayFault(String message, Throwable cause) {
    super(message, cause);
  }
}
