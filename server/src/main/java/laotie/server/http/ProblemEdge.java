package laotie.server.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import laotie.fact.Reason;
import laotie.server.log.DatabaseFault;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where a no, a fault or a bug becomes an answer (RFC 9457). */
@Singleton
public final class ProblemEdge {

  /** The media type of every refusal. */
  public static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

  /** Room is made by people, not by waiting a moment. */
  private static final int FULL_RETRY_AFTER_SECONDS = 30;

  private static final Logger LOGGER = Logger.getLogger(ProblemEdge.class);

  /** The SQL states of a text with a zero character, as a column and inside JSON. */
  private static final Set<String> NO_TEXT = Set.of("22021", "22P05");

  private final MeterRegistry meters;

  ProblemEdge(MeterRegistry meters) {
    this.meters = meters;
  }

  @ServerExceptionMapper
  Response refused(Problem problem) {
    return answer(problem.reason(), problem.getMessage(), problem.members());
  }

  @ServerExceptionMapper
  Response unreadable(JacksonException wrong) {
    String detail = wrong.getOriginalMessage();
    if (wrong instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      StringBuilder pointer = new StringBuilder();
      for (JsonMappingException.Reference step : mapping.getPath()) {
        pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
      }
      detail = pointer + ": " + firstLine(detail);
    }
    return answer(HttpReason.MALFORMED, "the body cannot be read: " + firstLine(detail), Map.of());
  }

  /** The framework has a mapper of its own for this kind; ours is nearer. */
  @ServerExceptionMapper
  Response mismatched(MismatchedInputException wrong) {
    return unreadable(wrong);
  }

  @ServerExceptionMapper
  Response framework(WebApplicationException wrong) {
    if (wrong.getCause() instanceof JacksonException unreadable) {
      return unreadable(unreadable);
    }
    int status = wrong.getResponse().getStatus();
    if (status == 404 && wrong.getCause() instanceof IllegalArgumentException) {
      // The framework takes a parameter that is no number for an address that does not exist.
      return answer(HttpReason.MALFORMED, "a parameter of the address has the wrong type", Map.of());
    }
    HttpReason reason =
        switch (status) {
          case 401 -> HttpReason.NOT_SIGNED_IN;
          case 403 -> HttpReason.FORBIDDEN;
          case 404 -> HttpReason.NOT_FOUND;
          case 405 -> HttpReason.METHOD_UNKNOWN;
          case 413 -> HttpReason.BODY_TOO_LARGE;
          case 415, 406 -> HttpReason.TYPE_UNKNOWN;
          default -> status < 500 ? HttpReason.MALFORMED : HttpReason.BUG;
        };
    if (reason == HttpReason.BUG) {
      return failed(wrong);
    }
    return answer(reason, reason == HttpReason.NOT_FOUND ? "no such address" : "the request cannot be read",
        Map.of());
  }

  @ServerExceptionMapper
  Response databaseAway(DatabaseFault fault) {
    if (NO_TEXT.contains(fault.sqlState())) {
      return answer(HttpReason.MALFORMED, "a text of the request holds a zero character", Map.of());
    }
    return refused(away(fault));
  }

  private static Problem away(DatabaseFault fault) {
    String requestId = Ids.next("req");
    LOGGER.warnf("request %s: database %s: %s", requestId, fault.sqlState(), fault.getMessage());
    if (fault.isDiskFull()) {
      return Problem.of(HttpReason.DATABASE_FULL, "the disk of the database is full; request " + requestId,
          Map.of("requestId", requestId, "retryAfterSeconds", FULL_RETRY_AFTER_SECONDS));
    }
    return Problem.of(
        HttpReason.DATABASE_AWAY,
        "the database does not answer; request " + requestId,
        Map.of("requestId", requestId, "retryAfterSeconds", 2));
  }

  /** Somebody hung up while his body came: nobody reads this answer, and it is no fault of ours. */
  @ServerExceptionMapper
  Response gone(IOException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpClosedException) {
        return answer(HttpReason.MALFORMED, "the body ended too early", Map.of());
      }
    }
    return failed(fault);
  }

  @ServerExceptionMapper
  Response failed(Throwable bug) {
    return refused(bug(bug));
  }

  private static Problem bug(Throwable bug) {
    String requestId = Ids.next("req");
    LOGGER.errorf(bug, "request %s failed", requestId);
    return Problem.of(HttpReason.BUG, "request " + requestId, Map.of("requestId", requestId));
  }

  /** Answers a raw route, and counts, what a REST door would answer and count for the same failure. */
  public void answer(RoutingContext context, Throwable failure) {
    Problem no = switch (failure) {
      case Problem problem -> problem;
      case DatabaseFault fault -> away(fault);
      default -> bug(failure);
    };
    count(no.reason());
    refuse(context, no);
  }

  private void count(Reason reason) {
    meters.counter("laotie.refusals", "reason", reason.name()).increment();
  }

  private Response answer(Reason reason, String detail, Map<String, Object> members) {
    count(reason);
    Response.ResponseBuilder response =
        Response.status(reason.status()).type(PROBLEM_JSON).entity(body(reason, detail, members));
    if (members.get("retryAfterSeconds") instanceof Number seconds) {
      response.header("Retry-After", seconds.longValue());
    }
    return response.build();
  }

  /** The members of a refusal. */
  public static Map<String, Object> body(Reason reason, String detail, Map<String, Object> members) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "/problems/" + reason.code());
    body.put("title", reason.code().replace('-', ' '));
    body.put("status", reason.status());
    body.put("reason", reason.name());
    body.put("detail", detail);
    body.putAll(members);
    // A member of the same name must not hide the number of HTTP.
    body.put("status", reason.status());
    return body;
  }

  /** Answers a raw route with a no; a client that has gone hears nothing. */
  public static void refuse(RoutingContext context, Problem no) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (no.members().get("retryAfterSeconds") instanceof Number seconds) {
      response.putHeader("Retry-After", String.valueOf(seconds.longValue()));
    }
    response.setStatusCode(no.reason().status())
        .putHeader("Content-Type", PROBLEM_JSON.toString())
        .end(new JsonObject(body(no.reason(), no.getMessage(), no.members())).encode());
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    return line.replaceAll("\\(class [^)]*\\)", "").replaceAll("`[a-zA-Z.$]*[.$]([A-Za-z]+)`", "$1").strip();
  }
}
