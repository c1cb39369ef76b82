package laotie.server.trade;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import laotie.server.http.Caller;
import laotie.server.http.Callers;
import laotie.server.http.Role;

/** Callers of tests until people have sessions: the cookie says who. */
@Singleton
public class TestCallers implements Callers {
  @Override
  public Optional<Caller> callerOf(RoutingContext context) {
    var cookie = context.request().getCookie("caller");
    if (cookie == null) {
      return Optional.empty();
    }
    String[] parts = cookie.getValue().split("\\.");
    return Optional.of(new Caller(parts[0],
        Arrays.stream(parts).skip(1).filter(part -> !part.equals("GUEST")).map(Role::valueOf)
            .collect(Collectors.toSet()), cookie.getValue().endsWith("GUEST")));
  }
}
