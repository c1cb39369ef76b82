package laotie.server.payments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import laotie.fact.Money;
import laotie.server.payments.StandinServer.Asked;
import laotie.server.payments.StandinServer.Told;

/** Stripe's HTTP interface: sessions, refunds and balance transactions, as far as a shop needs them. */
final class StripeStandin implements Standin {

  private static final String KEY = "sk_test_standin";
  private static final String WEBHOOK_SECRET = "whsec_standin";
  private static final int SESSION_SECONDS_MIN = 1_800;

  private final ObjectMapper json = new ObjectMapper();
  private final StandinServer server = new StandinServer(this::handle);
  private final Map<String, ObjectNode> sessions = new ConcurrentHashMap<>();
  private final Map<String, String> sessionOfPayment = new ConcurrentHashMap<>();
  private final Map<String, String> bodyOfKey = new ConcurrentHashMap<>();
  private final Map<String, String> answerOfKey = new ConcurrentHashMap<>();
  private final List<ObjectNode> refunds = new ArrayList<>();
  private final List<ObjectNode> movements = new ArrayList<>();
  private boolean isSlow;
  private int counter;

  @Override
  public String method() {
    return "stripe";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("laotie.payments.stripe.key", KEY,
        "laotie.payments.stripe.webhook-secret", WEBHOOK_SECRET,
        "laotie.payments.stripe.url", server.url().toString());
  }

  @Override
  public PaymentClient client(StandinTime time) {
    return new StripePaymentClient(StandinKeys.settings(settings()), time);
  }

  private synchronized Told handle(Asked asked) {
    String key = server.failing() == Failing.FORGED ? "sk_test_other" : KEY;
    if (!asked.header("Authorization").equals("Bearer " + key)) {
      return error(401, "invalid_request_error", "api_key");
    }
    String path = asked.uri().getPath();
    if (asked.verb().equals("POST")) {
      return once(asked, () -> path.equals("/v1/refunds") ? refund(asked) : session(asked));
    }
    if (path.startsWith("/v1/checkout/sessions/")) {
      ObjectNode session = sessions.get(path.substring(path.lastIndexOf('/') + 1));
      return session == null ? error(404, "invalid_request_error", "resource_missing") : ok(session);
    }
    return path.equals("/v1/refunds") ? list(refundsOf(asked.query().get("payment_intent")), false)
        : statement(asked.query());
  }

  /** A key brings the first answer again, and refuses another body. */
  private Told once(Asked asked, java.util.function.Supplier<Told> work) {
    String key = asked.header("Idempotency-Key");
    if (key.isEmpty()) {
      server.complain("no Idempotency-Key on " + asked.uri());
    }
    String before = bodyOfKey.putIfAbsent(key, asked.body());
    if (before != null && !before.equals(asked.body())) {
      return error(400, "idempotency_error", "idempotency_key_in_use");
    }
    if (answerOfKey.containsKey(key)) {
      return Told.json(200, answerOfKey.get(key));
    }
    Told told = work.get();
    if (told.status() == 200) {
      answerOfKey.put(key, new String(told.body(), StandardCharsets.UTF_8));
    }
    return told;
  }

  private Told session(Asked asked) {
    Map<String, String> form = StandinServer.form(asked.body());
    long end = Long.parseLong(form.get("expires_at"));
    if (end < Instant.now().getEpochSecond() + SESSION_SECONDS_MIN || !form.get("mode").equals("payment")) {
      server.complain("session ends too soon or has a wrong mode");
    }
    String id = "cs_test_" + ++counter;
    String paymentId = form.get("client_reference_id");
    if (!paymentId.equals(form.get("payment_intent_data[metadata][payment_id]"))) {
      server.complain("the charge of " + paymentId + " would not name it");
    }
    ObjectNode session = json.createObjectNode().put("id", id).put("object", "checkout.session")
        .put("client_reference_id", paymentId).put("status", "open").put("payment_status", "unpaid")
        .put("amount_total", Long.parseLong(form.get("line_items[0][price_data][unit_amount]")))
        .put("currency", form.get("line_items[0][price_data][currency]"))
        .put("url", server.url() + "/pay/" + id).put("livemode", false);
    sessions.put(id, session);
    sessionOfPayment.put(paymentId, id);
    return ok(session);
  }

  private Told refund(Asked asked) {
    Map<String, String> form = StandinServer.form(asked.body());
    String intent = form.get("payment_intent");
    long amount = Long.parseLong(form.get("amount"));
    long back = refundsOf(intent).stream().mapToLong(one -> one.get("amount").asLong()).sum();
    ObjectNode session = sessions.get(intent.replace("pi_", "cs_"));
    if (back + amount > session.get("amount_total").asLong()) {
      return error(400, "invalid_request_error", "amount_too_large");
    }
    ObjectNode refund = json.createObjectNode().put("id", "re_" + ++counter).put("object", "refund")
        .put("amount", amount).put("currency", session.get("currency").asText())
        .put("payment_intent", intent).put("status", isSlow ? "pending" : "succeeded");
    refund.putObject("metadata").put("refund_id", form.get("metadata[refund_id]"))
        .put("payment_id", form.get("metadata[payment_id]"));
    refunds.add(refund);
    move("refund", -amount, 0, refund);
    return ok(refund);
  }

  private List<ObjectNode> refundsOf(String intent) {
    return refunds.stream().filter(one -> one.get("payment_intent").asText().equals(intent)).toList();
  }

  private void move(String type, long amount, long fee, ObjectNode source) {
    ObjectNode row = json.createObjectNode().put("id", "txn_" + (1_000 + ++counter))
        .put("object", "balance_transaction").put("type", type).put("amount", amount).put("fee", fee)
        .put("currency", source.get("currency").asText()).put("created", Instant.now().getEpochSecond());
    row.set("source", source);
    movements.add(row);
  }

  private Told statement(Map<String, String> query) {
    if (!"data.source".equals(query.get("expand[0]"))) {
      server.complain("sources are not asked for");
    }
    long from = Long.parseLong(query.get("created[gte]"));
    long until = Long.parseLong(query.get("created[lt]"));
    List<ObjectNode> rows = movements.stream()
        .filter(row -> row.get("created").asLong() >= from && row.get("created").asLong() < until).toList();
    // Two a page, so that a client that reads one page only is found.
    int first = query.containsKey("starting_after") ? 1 + rows.indexOf(rows.stream()
        .filter(row -> row.get("id").asText().equals(query.get("starting_after"))).findFirst().orElseThrow())
        : 0;
    int last = Math.min(rows.size(), first + 2);
    return list(rows.subList(first, last), last < rows.size());
  }

  private Told list(List<ObjectNode> rows, boolean hasMore) {
    ObjectNode list = json.createObjectNode().put("object", "list").put("has_more", hasMore);
    ArrayNode data = list.putArray("data");
    rows.forEach(data::add);
    return ok(list);
  }

  private static Told ok(ObjectNode body) {
    return Told.json(200, body.toString());
  }

  private static Told error(int status, String type, String code) {
    return Told.json(status, "{\"error\":{\"type\":\"%s\",\"code\":\"%s\",\"message\":\"no\"}}"
        .formatted(type, code));
  }

  @Override
  public synchronized void open(PaymentClient.Next next) {
    URI page = ((PaymentClient.Next.Visit) next).page();
    if (!sessions.containsKey(page.getPath().substring("/pay/".length()))) {
      server.complain("the page " + page + " is none of ours");
    }
  }

  @Override
  public synchronized void pay(String paymentId, Money amount) {
    String id = sessionOfPayment.get(paymentId);
    ObjectNode session = sessions.get(id);
    session.put("status", "complete").put("payment_status", "paid").put("amount_total", amount.minor())
        .put("currency", code(amount)).put("payment_intent", id.replace("cs_", "pi_"));
    ObjectNode charge = json.createObjectNode().put("id", "ch_" + ++counter).put("object", "charge")
        .put("amount", amount.minor()).put("currency", code(amount));
    charge.putObject("metadata").put("payment_id", paymentId);
    move("charge", amount.minor(), 48, charge);
  }

  private static String code(Money amount) {
    return amount.currency().getCurrencyCode().toLowerCase(Locale.ROOT);
  }

  @Override
  public synchronized void end(String paymentId) {
    sessions.get(sessionOfPayment.get(paymentId)).put("status", "expired");
  }

  @Override
  public Posted paid(String paymentId, Money amount, Instant at) {
    ObjectNode session = json.createObjectNode().put("id", "cs_test_notice").put("object", "checkout.session")
        .put("client_reference_id", paymentId).put("payment_status", "paid").put("status", "complete")
        .put("amount_total", amount.minor()).put("currency", code(amount));
    return signed(event("checkout.session.completed", session), WEBHOOK_SECRET, at);
  }

  @Override
  public Posted declined(String paymentId, Instant at) {
    ObjectNode session = json.createObjectNode().put("id", "cs_test_notice").put("object", "checkout.session")
        .put("client_reference_id", paymentId).put("payment_status", "unpaid").put("status", "expired")
        .put("amount_total", 1).put("currency", "cny");
    return signed(event("checkout.session.expired", session), WEBHOOK_SECRET, at);
  }

  @Override
  public Posted foreign(String paymentId, Money amount, Instant at) {
    Posted own = paid(paymentId, amount, at);
    return signed(own.body().replace("\"livemode\":false", "\"livemode\":true"), WEBHOOK_SECRET, at);
  }

  @Override
  public Optional<Posted> refundMoved(String refundId, Instant at) {
    ObjectNode refund = json.createObjectNode().put("id", "re_notice").put("object", "refund")
        .put("status", "succeeded").put("amount", 1).put("currency", "cny");
    refund.putObject("metadata").put("refund_id", refundId);
    return Optional.of(signed(event("refund.updated", refund), WEBHOOK_SECRET, at));
  }

  private String event(String type, ObjectNode object) {
    ObjectNode event = json.createObjectNode().put("id", "evt_" + System.nanoTime()).put("object", "event")
        .put("api_version", "2020-08-27").put("type", type).put("livemode", false);
    event.putObject("data").set("object", object);
    try {
      return json.writeValueAsString(event);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private static Posted signed(String body, String secret, Instant at) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String signed = at.getEpochSecond() + "." + body;
      String sign = HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("Stripe-Signature", "t=" + at.getEpochSecond() + ",v1=" + sign + ",v0=ignored");
      return new Posted("application/json", headers, body);
    } catch (GeneralSecurityException bug) {
      throw new IllegalStateException(bug);
    }
  }

  @Override
  public String wantsToHear() {
    return "";
  }

  @Override
  public Optional<Duration> ageMax() {
    return Optional.of(Duration.ofMinutes(5));
  }

  @Override
  public Optional<Currency> otherCurrency() {
    return Optional.of(Currency.getInstance("USD"));
  }

  @Override
  public synchronized void delayRefunds() {
    isSlow = true;
  }

  @Override
  public synchronized void finishRefunds() {
    refunds.forEach(one -> one.put("status", "succeeded"));
  }

  @Override
  public synchronized List<Long> refunds(String paymentId) {
    return refunds.stream().filter(one -> one.get("metadata").get("payment_id").asText().equals(paymentId))
        .map(one -> one.get("amount").asLong()).toList();
  }

  @Override
  public StandinServer server() {
    return server;
  }
}
