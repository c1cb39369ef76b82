package laotie.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Says in every answer what time it is here ({@code Date}, RFC 9110, section 6.6.1): countdowns on a page
 * run by the server's clock, whatever the clock of the phone says.
 */
@Singleton
final class ServerDate {

  private static final int BEFORE_ALL = -2_000;
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private volatile Said said = new Said(Long.MIN_VALUE, "");

  ServerDate(InstantSource clock) {
    this.clock = clock;
  }

  /** The words of one second, made once. */
  private record Said(long second, String words) {}

  void routes(@Observes Router router) {
    router.route().order(BEFORE_ALL).handler(this::say);
  }

  private void say(RoutingContext context) {
    context.response().putHeader("Date", words());
    context.next();
  }

  private String words() {
    var now = clock.instant();
    Said last = said;
    if (last.second() != now.getEpochSecond()) {
      last = new Said(now.getEpochSecond(), FORM.format(now));
      said = last;
    }
    return last.words();
  }
}
