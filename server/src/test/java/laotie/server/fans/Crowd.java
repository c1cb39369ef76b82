package laotie.server.fans;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import laotie.fact.Channel;
import laotie.fact.Fact;
import laotie.fact.LiveFact;
import laotie.fact.Money;
import laotie.fact.Origin;
import laotie.fact.Relation;
import laotie.fact.TradeFact.Bill;
import laotie.fact.TradeFact;
import laotie.fact.VideoFact;
import laotie.server.log.Database;
import laotie.server.log.Log;
import laotie.server.log.Source;
import laotie.server.people.Somebody;

/** Facts of what somebody does at a host, written as the doors would. */
record Crowd(Database database, Log log) {

  private static final Origin ORIGIN = new Origin("", Channel.FEED, Relation.FOLLOWER, "", "");

  void tell(Instant at, Fact... facts) {
    List<Log.Happened> happened = new ArrayList<>();
    for (Fact fact : facts) {
      happened.add(new Log.Happened(at, fact));
    }
    database.write(connection -> {
      log.appendAll(connection, Source.LOG, happened);
      return 0;
    });
  }

  /** Minutes of video that end at an instant. */
  void watches(Somebody viewer, Somebody host, Instant at, int minutes) {
    tell(at, new VideoFact.WatchCredited("view_x", viewer.id(), "shw_x", "", host.id(),
        at.minus(Duration.ofMinutes(minutes)), at, VideoFact.Proof.BYTES_AND_BEAT));
  }

  void comes(Somebody viewer, Somebody host, Instant at) {
    tell(at, new LiveFact.RoomEntered(
        "view_" + UUID.randomUUID(), viewer.id(), "rm_x", "shw_x", host.id(), ORIGIN));
  }

  String pays(Somebody viewer, Somebody host, Instant at, String productId) {
    String orderId = "ord_" + UUID.randomUUID().toString().replace("-", "");
    tell(at, new TradeFact.OrderPaid(orderId, "pay", deal(viewer, host),
        List.of(new TradeFact.Line("sku_" + productId, productId, 1, 8000))));
    return orderId;
  }

  void takesBack(Somebody viewer, Somebody host, Instant at, String orderId) {
    tell(at, new TradeFact.OrderRefunded(orderId, "pay", deal(viewer, host), Money.cny(8000), true));
  }

  private static TradeFact.Deal deal(Somebody viewer, Somebody host) {
    return new TradeFact.Deal(viewer.id(), host.id(), "", "", "", Money.cny(8000), ORIGIN, Bill.NONE);
  }

  static void follow(Somebody viewer, Somebody host) {
    viewer.calls().put("/api/v1/hosts/" + host.id() + "/follow").then().statusCode(200);
  }

  /** Follows and lets the host hold something of him. */
  static void consent(Somebody viewer, Somebody host) {
    follow(viewer, host);
    viewer.calls().put("/api/v1/hosts/" + host.id() + "/consent").then().statusCode(200);
  }
}
