package laotie.server.video;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import laotie.server.http.Caller;
import laotie.server.http.Callers;
import laotie.server.http.Role;

/** Believes the cookie {@code test_account}. */
@Alternative
@Singleton
final class TestCallers implements Callers {

  @Override
  public Optional<Caller> callerOf(RoutingContext context) {
    Cookie cookie = context.request().getCookie("test_account");
    return cookie == null
        ? Optional.empty()
        : Optional.of(new Caller(cookie.getValue(), Set.of(Role.VIEWER), false));
  }
}
