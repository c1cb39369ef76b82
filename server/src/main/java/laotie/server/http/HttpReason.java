package laotie.server.http;

import laotie.fact.Reason;

/** Why any door says no, before an area's rule is asked. */
public enum HttpReason implements Reason {
  /** The request could not be read: wrong JSON, a wrong type, a wrong header. */
  MALFORMED(400),
  /** The write needs an Idempotency-Key header of 8 to 80 characters. */
  KEY_MISSING(400),
  /** Nobody is signed in. */
  NOT_SIGNED_IN(401),
  /** The session ended or was taken back; sign in again. */
  SESSION_ENDED(401),
  /** The page that sent this is not ours. */
  ORIGIN_FOREIGN(403),
  /** Guests may not; register first. */
  MEMBERS_ONLY(403),
  /** The caller's role or relation does not allow it. */
  FORBIDDEN(403),
  /** There is no such thing, or it is not the caller's to see. */
  NOT_FOUND(404),
  /** The address knows other methods only. */
  METHOD_UNKNOWN(405),
  /** The same Idempotency-Key came with another body. */
  KEY_REUSED(409),
  /** The first request with this key is still at work. */
  KEY_AT_WORK(409),
  /** The body is larger than the door takes. */
  BODY_TOO_LARGE(413),
  /** The body's type is not one the door takes. */
  TYPE_UNKNOWN(415),
  /** The upload is no table that can be read; {@code wrong} says where and why. */
  TABLE_WRONG(422),
  /** A field is wrong; {@code errors} says which. */
  FIELD_WRONG(422),
  /** Too many requests of this kind; wait as Retry-After says. */
  TOO_MANY_REQUESTS(429),
  /** The server has more work than it can hold; try again as Retry-After says. */
  OVERLOADED(503),
  /** The database does not answer. */
  DATABASE_AWAY(503),
  /** The disk of the database is full: nothing more is taken, nothing acknowledged is lost. */
  DATABASE_FULL(503),
  /** A fault of the server; the request id finds it in the log. */
  BUG(500);

  private final int status;

  HttpReason(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
