package laotie.server.payments;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import laotie.server.http.Settings;

/** All gateways there are; a new one is found here by being a {@link PaymentClient}. */
@Singleton
final class Gateways {

  private static final String PRETENDING = "mock";

  private final List<PaymentClient> all;
  private final boolean isMockOffered;

  Gateways(@All List<PaymentClient> all, Settings settings) {
    this.all = all.stream().sorted(Comparator.comparing(PaymentClient::method)).toList();
    boolean isAlone = all.stream().noneMatch(one -> one.isConfigured() && !one.method().equals(PRETENDING));
    this.isMockOffered = settings.payments().mock().orElse(isAlone);
  }

  List<PaymentClient> all() {
    return all;
  }

  /** Those whose notices are heard and whose refunds are sent, also when no buyer may choose them now. */
  List<PaymentClient> configured() {
    return all.stream().filter(PaymentClient::isConfigured).toList();
  }

  Optional<PaymentClient> configured(String method) {
    return configured().stream().filter(one -> one.method().equals(method)).findFirst();
  }

  /** True when a buyer may choose it: a gateway that pretends gives goods away where another one works. */
  boolean isOffered(PaymentClient client) {
    return client.isConfigured() && (isMockOffered || !client.method().equals(PRETENDING));
  }

  /** What a buyer may choose for an order in this currency. */
  List<PaymentClient> offered(Currency currency) {
    return all.stream().filter(one -> isOffered(one) && one.takes(currency)).toList();
  }
}
