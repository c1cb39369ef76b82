package laotie.server.notices;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import jakarta.inject.Singleton;
import laotie.server.http.Settings;
import org.jboss.logging.Logger;

/** Sends mails by SMTP. It is off until the operator names a sender; the address is never logged. */
@Singleton
final class MailClient {

  private static final Logger LOGGER = Logger.getLogger(MailClient.class);

  private final Mailer mailer;
  private final boolean isOn;

  MailClient(Mailer mailer, Settings settings) {
    this.mailer = mailer;
    this.isOn = settings.notices().mailFrom().isPresent();
  }

  boolean isOn() {
    return isOn;
  }

  /** Sends one plain text; false when the server did not take it. */
  boolean send(String to, String subject, String text) {
    if (!isOn) {
      return false;
    }
    try {
      mailer.send(Mail.withText(to, subject, text));
      return true;
    } catch (RuntimeException fault) {
      LOGGER.warnf("a mail was not taken: %s", fault.getClass().getSimpleName());
      return false;
    }
  }
}
