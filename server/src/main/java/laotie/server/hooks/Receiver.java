package laotie.server.hooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import laotie.hooks.HooksReason;
import laotie.hooks.Ports;
import laotie.server.http.Problem;

/**
 * Where a message goes, read strictly from an address somebody typed.
 *
 * @param host a name or a literal address without brackets, in small letters
 * @param path with the query, beginning with a slash
 */
record Receiver(boolean isTls, String host, int port, String path) {

  static final int URL_CHARACTERS_MAX = 500;
  private static final int HTTP = 80;
  private static final int PORT_MAX = 65_535;

  /**
   * Reads an address; refuses {@link HooksReason#HOOK_ADDRESS_WRONG} with what is wrong as {@code wrong}.
   *
   * @param isInternal true also takes http and any port
   */
  static Receiver read(String url, boolean isInternal) {
    if (url.isEmpty() || url.length() > URL_CHARACTERS_MAX) {
      throw wrong("LENGTH", "an address has 1 to " + URL_CHARACTERS_MAX + " characters");
    }
    URI uri = parse(url);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean isTls = scheme.equals("https");
    if (!isTls && !(isInternal && scheme.equals("http"))) {
      throw wrong("SCHEME", "only https addresses are taken");
    }
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    if (uri.getRawUserInfo() != null || authority.contains("@")) {
      throw wrong("USER", "an address holds no user and no password");
    }
    if (uri.getRawFragment() != null) {
      throw wrong("FRAGMENT", "a fragment is never sent");
    }
    if (uri.getHost() == null || uri.getHost().isEmpty()) {
      throw wrong("HOST", "the host cannot be read; write an international name in its ASCII form");
    }
    int port = uri.getPort() < 0 ? (isTls ? Ports.HTTPS : HTTP) : uri.getPort();
    if (isInternal ? port < 1 || port > PORT_MAX : !Ports.isOpen(port)) {
      throw wrong("PORT", "port " + port + " is not one of receivers: 443, or above 1023");
    }
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String host = uri.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
    return new Receiver(isTls, host, port, path + query);
  }

  private static URI parse(String url) {
    try {
      // What is not ASCII in a path goes over the wire as its escaped bytes.
      return new URI(new URI(url).toASCIIString()).parseServerAuthority();
    } catch (URISyntaxException unreadable) {
      throw wrong("FORM", "this is no address");
    }
  }

  private static Problem wrong(String what, String detail) {
    return Problem.of(HooksReason.HOOK_ADDRESS_WRONG, detail, Map.of("wrong", what));
  }
}
