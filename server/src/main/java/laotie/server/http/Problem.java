package laotie.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import laotie.fact.Decision;
import laotie.fact.Reason;

/** A no on its way to the edge, where {@link ProblemEdge} writes it as {@code application/problem+json}. */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Reason reason;
  private final transient Map<String, Object> members;

  private Problem(Reason reason, String detail, Map<String, Object> members) {
    super(detail, null, false, false);
    this.reason = reason;
    this.members = Map.copyOf(members);
  }

  public static Problem of(Reason reason, String detail) {
    return new Problem(reason, detail, Map.of());
  }

  /** With typed extras; {@code retryAfterSeconds} also becomes the Retry-After header. */
  public static Problem of(Reason reason, String detail, Map<String, Object> members) {
    return new Problem(reason, detail, members);
  }

  public static Problem of(Decision.Refused<?> refused) {
    return new Problem(refused.reason(), refused.detail(), refused.members());
  }

  /** There is no such thing, or it is not the caller's to see: both look alike. */
  public static Problem notFound(String thing, String id) {
    return of(HttpReason.NOT_FOUND, "no " + thing + " " + id);
  }

  /** The database does not answer; for doors beside the framework's. */
  public static Problem databaseAway() {
    return of(HttpReason.DATABASE_AWAY, "the database does not answer", Map.of("retryAfterSeconds", 2));
  }

  /** One field is wrong. {@code pointer} is a JSON pointer such as {@code /lines/0/quantity}. */
  public static Problem field(String pointer, String message) {
    return fields(List.of(new FieldError(pointer, message)));
  }

  public static Problem fields(List<FieldError> errors) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("errors", errors);
    FieldError first = errors.getFirst();
    return new Problem(HttpReason.FIELD_WRONG, first.pointer() + ": " + first.message(), members);
  }

  public Reason reason() {
    return reason;
  }

  public Map<String, Object> members() {
    return members;
  }

  /** A wrong field: where, and what is wrong in plain words. */
  public record FieldError(String pointer, String message) {}
}
