package laotie.fact;

import java.util.Locale;

/**
 * Why a rule says no. Implemented by one enum per area, whose constants stand in order of precedence; each
 * has a page under {@code docs/problems}.
 */
public interface Reason {

  String name();

  /** The HTTP status a door answers with: 401, 403, 404, 409, 422, 429 or 503. */
  int status();

  /** The name in addresses: {@code OUT_OF_STOCK} is {@code out-of-stock}. */
  default String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
