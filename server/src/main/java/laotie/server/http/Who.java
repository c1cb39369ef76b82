package laotie.server.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/** Who makes this request, and whether he may. */
@RequestScoped
public class Who {

  private final CurrentVertxRequest request;
  private final Instance<Callers> callers;

  Who(CurrentVertxRequest request, Instance<Callers> callers) {
    this.request = request;
    this.callers = callers;
  }

  /** The request itself. */
  public RoutingContext request() {
    return request.getCurrent();
  }

  /** The caller, or empty for somebody without a session. */
  public Optional<Caller> caller() {
    return callers.isResolvable() ? callers.get().callerOf(request.getCurrent()) : Optional.empty();
  }

  /** The caller, guest or member; refuses {@link HttpReason#NOT_SIGNED_IN}. */
  public Caller require() {
    return caller()
        .orElseThrow(() -> Problem.of(HttpReason.NOT_SIGNED_IN, "sign in or choose a name first"));
  }

  /** A caller with an account of his own; refuses {@link HttpReason#MEMBERS_ONLY} for guests. */
  public Caller requireMember() {
    Caller caller = require();
    if (caller.isGuest()) {
      throw Problem.of(HttpReason.MEMBERS_ONLY, "guests may watch and chat; register to do this");
    }
    return caller;
  }

  /** A caller with a role; refuses {@link HttpReason#FORBIDDEN}. */
  public Caller require(Role role) {
    Caller caller = requireMember();
    if (!caller.is(role)) {
      throw Problem.of(HttpReason.FORBIDDEN, "only for the role " + role);
    }
    return caller;
  }
}
