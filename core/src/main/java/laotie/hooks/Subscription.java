package laotie.hooks;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import laotie.fact.Decision;

/**
 * Who wants to be told what: a host of his own trade, or the operator of everybody's.
 *
 * @param hostId whose trade; empty for that of the whole square
 * @param types what is wanted; empty for everything, also for types that are yet to come
 * @param since nothing that happened before is told
 */
public record Subscription(String hostId, Set<HookType> types, Instant since) {

  /** Endpoints of one host, and of the square. */
  public static final int ENDPOINTS_MAX = 5;

  /** Messages that may wait for one endpoint; those above are dropped and counted. */
  public static final int WAITING_MAX = 100_000;

  /** Bytes of one message; the specification recommends less than 20 kB. */
  public static final int PAYLOAD_BYTES_MAX = 20_000;

  /** Secrets of one endpoint that sign at once; a rotation above it ends the oldest. */
  public static final int SECRETS_MAX = 4;

  public Subscription {
    Objects.requireNonNull(since);
    types = Set.copyOf(types);
  }

  /** True when this event is told here. */
  public boolean wants(HookEvent event) {
    return (hostId.isEmpty() || hostId.equals(event.data().hostId())) && wants(event.type())
        && !event.at().isBefore(since);
  }

  public boolean wants(HookType type) {
    return type.isChoosable() && (types.isEmpty() || types.contains(type));
  }

  /** True when levels of stock must be looked at for it. */
  public boolean wantsStock() {
    return wants(HookType.STOCK_CHANGED) || wants(HookType.STOCK_SOLD_OUT) || wants(HookType.STOCK_BACK);
  }

  /** May an owner of so many endpoints have one more? */
  public static Decision<Integer> oneMore(int endpoints) {
    return endpoints >= ENDPOINTS_MAX
        ? new Decision.Refused<>(HooksReason.HOOKS_FULL, "endpoints " + endpoints + ", allowed "
            + ENDPOINTS_MAX)
        : new Decision.Accepted<>(endpoints + 1, List.of());
  }
}
