package laotie.server.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Knows who calls from the session cookie of a request. The people area is the one that does. */
public interface Callers {

  /** The cookie that carries a session's secret. */
  String SESSION_COOKIE = "laotie_session";

  /** The caller, or empty without a session; throws a {@link Problem} for one that must not go on. */
  Optional<Caller> callerOf(RoutingContext context);
}
