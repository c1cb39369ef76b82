package laotie.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;

/**
 * Marks of device and network for facts: keyed hashes whose key rotates each day (UTC), so that the same
 * device can be found again within a day and nobody can be followed for longer.
 */
@Singleton
public final class Marks {

  private static final int DEVICE_CHARACTERS_MAX = 400;
  private static final int IPV6_BYTES = 16;
  private static final int IPV6_NETWORK_BYTES = 8;

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

  /**
   * The network itself, for rate limits only; never stored or logged. An IPv6 customer has 2^64 addresses,
   * so these count by their first 64 bits.
   */
  public static String networkOf(RoutingContext context) {
    return context.request().remoteAddress() == null
        ? ""
        : networkOf(String.valueOf(context.request().remoteAddress().hostAddress()));
  }

  static String networkOf(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.ofLiteral(address.replaceFirst("%.*", "")).getAddress();
      return bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES) : address;
    } catch (IllegalArgumentException noAddress) {
      return address;
    }
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
