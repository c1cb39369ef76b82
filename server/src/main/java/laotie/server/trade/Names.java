package laotie.server.trade;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;

/** Names of accounts. */
@Singleton
final class Names {

  Map<String, String> of(Collection<String> accountIds) {
    return Map.of();
  }
}
