package laotie.server.notices;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import laotie.server.http.Seal;
import laotie.server.http.Settings;
import laotie.server.log.Database;

/** Sends what was told to those who want it by mail. What is older than a day is not sent any more. */
@Singleton
final class MailJob {

  /** Mails taken at once. */
  static final int BATCH_MAX = 50;

  private static final Duration FRESH = Duration.ofHours(24);

  private final Database database;
  private final MailClient client;
  private final Seal seal;
  private final Settings settings;
  private final InstantSource clock;

  MailJob(Database database, MailClient client, Seal seal, Settings settings, InstantSource clock) {
    this.database = database;
    this.client = client;
    this.seal = seal;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sendAll() {
    while (client.isOn() && sendSome() == BATCH_MAX) {
      Thread.onSpinWait();
    }
  }

  /** Sends up to {@link #BATCH_MAX} and answers how many were taken. */
  int sendSome() {
    Instant now = clock.instant();
    List<NoticeStore.Mail> mails = database.write(
        connection -> NoticeStore.takeMails(connection, now, now.minus(FRESH), BATCH_MAX));
    for (NoticeStore.Mail mail : mails) {
      MailWords.Letter letter =
          MailWords.notice(mail.notice(), mail.locale(), settings.http().publicUrl());
      boolean isTaken = client.send(seal.decrypt(mail.email()), letter.subject(), letter.text());
      Metrics.counter("laotie.notices.mails", "outcome", isTaken ? "sent" : "lost").increment();
    }
    return mails.size();
  }
}
