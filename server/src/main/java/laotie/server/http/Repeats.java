package laotie.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Answers a repeated write with its first accepted answer. The key is claimed before the work and kept
 * with the answer after it; a refused write frees its key. A claim without an answer (the process was
 * killed between) frees itself after half a minute, so writes behind {@link Idempotent} must be safe to
 * decide anew; the till, where that is not enough, keeps its keys in the order's row.
 */
@Singleton
public final class Repeats {

  private static final String KEY_HEADER = "Idempotency-Key";
  private static final int KEY_CHARACTERS_MIN = 8;
  private static final int KEY_CHARACTERS_MAX = 80;
  private static final String CLAIMED = "laotie.claimed";

  private final RepeatStore store;
  private final ObjectMapper json;
  private final Who who;

  Repeats(RepeatStore store, ObjectMapper json, Who who) {
    this.store = store;
    this.json = json;
    this.who = who;
  }

  /** The key of a request, checked; empty when there is none. */
  public static Optional<String> keyOf(String header) {
    if (header == null) {
      return Optional.empty();
    }
    if (header.length() < KEY_CHARACTERS_MIN || header.length() > KEY_CHARACTERS_MAX) {
      throw Problem.of(HttpReason.KEY_MISSING, "Idempotency-Key has 8..80 characters");
    }
    return Optional.of(header);
  }

  @Idempotent
  @ServerRequestFilter
  public Optional<Response> claim(ContainerRequestContext request) throws IOException {
    Optional<String> key = keyOf(request.getHeaderString(KEY_HEADER));
    Optional<Caller> caller = who.caller();
    if (key.isEmpty() || caller.isEmpty()) {
      return Optional.empty();
    }
    byte[] body = request.getEntityStream().readAllBytes();
    request.setEntityStream(new ByteArrayInputStream(body));
    String path = request.getMethod() + " " + request.getUriInfo().getPath();
    RepeatStore.Request claim =
        new RepeatStore.Request(caller.get().accountId(), key.get(), path, RepeatStore.hash(body));
    Optional<RepeatStore.First> first = store.claim(claim);
    if (first.isEmpty()) {
      request.setProperty(CLAIMED, claim);
      return Optional.empty();
    }
    return Optional.of(replay(claim, first.get()));
  }

  private static Response replay(RepeatStore.Request claim, RepeatStore.First first) {
    if (!first.path().equals(claim.path()) || !first.bodyHash().equals(claim.bodyHash())) {
      throw Problem.of(HttpReason.KEY_REUSED, "this Idempotency-Key came with another request");
    }
    if (first.status() == 0) {
      throw Problem.of(
          HttpReason.KEY_AT_WORK, "the first request is still at work", Map.of("retryAfterSeconds", 1));
    }
    return Response.status(first.status())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header("Idempotent-Replayed", "true")
        .entity(first.answer().getBytes(StandardCharsets.UTF_8))
        .build();
  }

  @Idempotent
  @ServerResponseFilter
  public void keep(ContainerRequestContext request, ContainerResponseContext response)
      throws JsonProcessingException {
    if (!(request.getProperty(CLAIMED) instanceof RepeatStore.Request claim)) {
      return;
    }
    if (response.getStatus() / 100 == 2) {
      String answer = response.hasEntity() ? json.writeValueAsString(response.getEntity()) : "";
      store.keep(claim, response.getStatus(), answer);
    } else {
      store.free(claim);
    }
  }

  @Scheduled(every = "1h", delayed = "10m")
  void forget() {
    store.forget();
  }
}
