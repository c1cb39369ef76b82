package laotie.server.http;

/** What an account may be; one account may be several. To assist a host is a relation, not a role. */
public enum Role {
  VIEWER,
  HOST,
  OPERATOR
}
