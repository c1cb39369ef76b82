package laotie.server.growth;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import laotie.fact.BusinessDays;
import laotie.fact.Channel;
import laotie.fact.Fact;
import laotie.fact.FansFact.Followed;
import laotie.fact.LiveFact.ShowEnded;
import laotie.fact.LiveFact.ShowStarted;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.PeopleFact.AccountRegistered;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact.Deal;
import laotie.fact.TradeFact.Line;
import laotie.fact.TradeFact.OrderPaid;
import laotie.fact.TradeFact.OrderRefunded;
import laotie.fact.VideoFact.Proof;
import laotie.fact.VideoFact.WatchCredited;
import laotie.server.log.Log.Happened;

/**
 * Days of a small square from a seed, with what makes counting hard: shows past midnight, two tabs at once,
 * beats that overlap or come twice, views of two seconds, orders paid days after the show or without one,
 * whole and partial refunds on both sides of seven days. Facts come out of order.
 */
final class SimulatedDays {

  static final LocalDate FIRST_DAY = LocalDate.parse("2026-01-10");
  static final int HOSTS = 3;

  private static final int PERSONS = 25;
  private static final Origin ORIGIN = new Origin("", Channel.FEED, Relation.STRANGER, "", "");

  private final Random chance;
  private final String name;
  private final int dayCount;
  private final List<Happened> log = new ArrayList<>();
  private final List<Happened> flood = new ArrayList<>();
  private final List<String> shows = new ArrayList<>();

  SimulatedDays(long seed, int dayCount) {
    this.chance = new Random(seed);
    this.name = "q" + seed + "_";
    this.dayCount = dayCount;
    for (int person = 0; person < PERSONS; person++) {
      log.add(new Happened(startOf(0), new AccountRegistered(person(person), false, person % 2 == 0)));
    }
    for (int day = 0; day < dayCount; day++) {
      for (int host = 0; host < HOSTS; host++) {
        if (chance.nextInt(4) > 0) {
          live(day, host);
        }
        buyWithoutShow(day, host);
      }
    }
    Collections.shuffle(log, chance);
    Collections.shuffle(flood, chance);
  }

  List<Happened> log() {
    return log;
  }

  List<Happened> flood() {
    return flood;
  }

  List<String> shows() {
    return shows;
  }

  String host(int host) {
    return name + "host" + host;
  }

  LocalDate lastDay() {
    return FIRST_DAY.plusDays(dayCount);
  }

  private String person(int person) {
    return name + "person" + person;
  }

  private static Instant startOf(int day) {
    return BusinessDays.SHANGHAI.startOf(FIRST_DAY.plusDays(day));
  }

  private void live(int day, int host) {
    String show = name + "show" + day + "_" + host;
    shows.add(show);
    Instant start = startOf(day).plus(Duration.ofMinutes(23 * 60 + chance.nextInt(50)));
    Instant end = start.plus(Duration.ofMinutes(20 + chance.nextInt(60)));
    log.add(new Happened(start, new ShowStarted(show, host(host) + "room", host(host))));
    log.add(new Happened(end, new ShowEnded(show, host(host) + "room", host(host))));
    for (int person = 0; person < PERSONS; person++) {
      for (int tab = chance.nextInt(3); tab > 0; tab--) {
        watch(show, host, person, start.plusSeconds(chance.nextInt(2_400)), tab);
      }
      if (chance.nextInt(6) == 0) {
        buy(show, host, person, start.plusSeconds(chance.nextInt(chance.nextBoolean() ? 3_600 : 300_000)));
      }
      if (chance.nextInt(9) == 0) {
        Fact followed = new Followed(person(person), host(host), "", ORIGIN);
        log.add(new Happened(start.plusSeconds(60), followed));
      }
    }
  }

  private void watch(String show, int host, int person, Instant start, int tab) {
    String view = show + "_view" + person + "_" + tab;
    String inShow = chance.nextInt(12) == 0 ? "" : show;
    Instant at = start.plusNanos(1_000L * chance.nextInt(1_000_000));
    int beats = chance.nextInt(4) == 0 ? 1 : 1 + chance.nextInt(12);
    for (int beat = 0; beat < beats; beat++) {
      long micros = beats == 1 ? 1 + chance.nextInt(6_000_000) : 1 + chance.nextInt(15_000_000);
      Instant to = at.plus(micros, ChronoUnit.MICROS);
      WatchCredited watched =
          new WatchCredited(view, person(person), inShow, "", host(host), at, to, Proof.BYTES_AND_BEAT);
      flood.add(new Happened(to, watched));
      if (chance.nextInt(20) == 0) {
        flood.add(new Happened(to, watched));
      }
      at = to.plusMillis(chance.nextInt(5_000) - 2_000).truncatedTo(ChronoUnit.MICROS);
    }
  }

  private void buyWithoutShow(int day, int host) {
    if (chance.nextInt(3) == 0) {
      buy("", host, chance.nextInt(PERSONS), startOf(day).plusSeconds(chance.nextInt(86_400)));
    }
  }

  private void buy(String show, int host, int person, Instant paidAt) {
    String order = name + "order" + log.size();
    long price = chance.nextInt(50) == 0 ? 0 : chance.nextInt(1_000_000);
    Deal deal = new Deal(person(person), host(host), show, "", "", Money.cny(price), ORIGIN, Bill.NONE);
    log.add(new Happened(paidAt, new OrderPaid(order, order + "_pay", deal, List.of(line(price)))));
    if (chance.nextInt(5) == 0) {
      Instant at = paidAt.plus(Duration.ofHours(1 + chance.nextInt(300)));
      boolean isWhole = chance.nextInt(3) > 0;
      Money back = Money.cny(isWhole ? price : price / 2);
      log.add(new Happened(at, new OrderRefunded(order, order + "_pay", deal, back, isWhole)));
    }
  }

  private static Line line(long price) {
    return new Line("sku", "product", 1, price);
  }
}
