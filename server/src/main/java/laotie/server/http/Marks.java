package laotie.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * Marks of device and network for facts: keyed hashes whose key rotates each day (UTC), so that the same
 * device can be found again within a day and nobody can be followed for longer.
 */
@Singleton
public final class Marks {

  private static final int DEVICE_CHARACTERS_MAX = 400;

  private final Seal seal;
  private final InstantSource clock;

  Marks(Seal seal, InstantSource clock) {
    this.seal = seal;
    this.clock = clock;
  }

  /** The mark of what the browser says of itself. */
  public String deviceHash(RoutingContext context) {
    HttpServerRequest request = context.request();
    String said = header(request, "User-Agent") + "|" + header(request, "Accept-Language");
    return seal.hash("device " + day(), said);
  }

  /** The mark of the address the request came from. */
  public String networkHash(RoutingContext context) {
    return seal.hash("network " + day(), networkOf(context));
  }

  /** The address itself, for rate limits only; never stored or logged. */
  public static String networkOf(RoutingContext context) {
    return context.request().remoteAddress() == null
        ? ""
        : String.valueOf(context.request().remoteAddress().hostAddress());
  }

  private String day() {
    return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String header(HttpServerRequest request, String name) {
    String value = request.getHeader(name);
    if (value == null) {
      return "";
    }
    return value.length() > DEVICE_CHARACTERS_MAX ? value.substring(0, DEVICE_CHARACTERS_MAX) : value;
  }
}
