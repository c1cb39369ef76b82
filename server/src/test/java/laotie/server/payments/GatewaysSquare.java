package laotie.server.payments;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys of every gateway for the square of the tests; each gateway is a stand-in on this machine. */
public final class GatewaysSquare {

  private static List<Standin> standins = List.of();

  private GatewaysSquare() {}

  /** Starts the stand-ins and answers what a shop sets to use them. */
  public static Map<String, String> start() {
    standins = List.of(new StripeStandin(), new AlipayStandin(), new WechatStandin(false));
    Map<String, String> settings = new HashMap<>(Map.of("laotie.payments.mock", "true"));
    standins.forEach(one -> settings.putAll(one.settings()));
    return settings;
  }

  public static void stop() {
    standins.forEach(Standin::close);
  }

  static List<Standin> all() {
    return standins;
  }

  static Standin of(String method) {
    return standins.stream().filter(one -> one.method().equals(method)).findFirst().orElseThrow();
  }
}
