package laotie.server.payments;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Event;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeObject;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionCreateParams;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import laotie.fact.Money;
import laotie.payments.Movement;
import laotie.server.http.Settings;
import laotie.trade.Notice;

/**
 * Stripe by Checkout Sessions: the buyer pays on a page of Stripe's, so no card number and no foreign script
 * ever touches ours. A session carries our payment id; so do its charge and its refunds, which is how a
 * statement finds them again.
 */
@Singleton
final class StripePaymentClient implements PaymentClient {

  private static final String PAYMENT_ID = "payment_id";
  private static final String REFUND_ID = "refund_id";

  /** Stripe takes no session that ends earlier than 30 minutes after it began; some minutes for its way. */
  private static final Duration SESSION_MIN = Duration.ofMinutes(35);

  /** How old a notice may be, in seconds; Stripe signs each sending anew. */
  private static final long NOTICE_AGE_SECONDS_MAX = 300;

  private static final int CONNECT_MS_MAX = 5_000;
  private static final int ANSWER_MS_MAX = 15_000;
  private static final long STATEMENT_PAGE = 100;
  private static final long REFUNDS_OF_PAYMENT_MAX = 100;

  /** Movements of one day; more is a fault, not a shorter list. */
  private static final int STATEMENT_MAX = 100_000;

  /** Stripe counts these in other units than ISO 4217. */
  private static final Set<String> ODD_UNITS = Set.of("ISK", "UGX");

  private final boolean isConfigured;
  private final boolean isLive;
  private final String webhookSecret;
  private final StripeClient stripe;
  private final InstantSource clock;
  private final ZoneId zone;

  StripePaymentClient(Settings all, InstantSource clock) {
    Settings.StripeSettings settings = all.payments().stripe();
    this.isConfigured = Keys.areComplete(Map.of("laotie.payments.stripe.key", settings.key(),
        "laotie.payments.stripe.webhook-secret", settings.webhookSecret()));
    String key = Keys.text(settings.key());
    this.isLive = key.contains("_live_");
    this.webhookSecret = Keys.text(settings.webhookSecret());
    this.clock = clock;
    this.zone = all.shop().zone();
    this.stripe = StripeClient.builder().setApiKey(isConfigured ? key : "none")
        .setApiBase(withoutSlash(settings.url())).setConnectTimeout(CONNECT_MS_MAX)
        .setReadTimeout(ANSWER_MS_MAX).setMaxNetworkRetries(0).build();
    Stripe.enableTelemetry = false;
  }

  private static String withoutSlash(URI url) {
    return url.toString().replaceFirst("/$", "");
  }

  @Override
  public String method() {
    return "stripe";
  }

  @Override
  public boolean isConfigured() {
    return isConfigured;
  }

  @Override
  public boolean takes(Currency currency) {
    int digits = currency.getDefaultFractionDigits();
    return (digits == 0 || digits == 2) && !ODD_UNITS.contains(currency.getCurrencyCode());
  }

  @Override
  public List<Way> ways() {
    return List.of(Way.PAGE, Way.PHONE);
  }

  @Override
  public Started start(Charge charge) {
    SessionCreateParams params = SessionCreateParams.builder()
        .setMode(SessionCreateParams.Mode.PAYMENT)
        .setClientReferenceId(charge.paymentId())
        .putMetadata(PAYMENT_ID, charge.paymentId())
        .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
            .putMetadata(PAYMENT_ID, charge.paymentId()).build())
        .setSuccessUrl(charge.addresses().back().toString())
        .setCancelUrl(charge.addresses().back().toString())
        .setExpiresAt(end(charge).getEpochSecond())
        .addLineItem(SessionCreateParams.LineItem.builder().setQuantity(1L)
            .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                .setCurrency(charge.amount().currency().getCurrencyCode().toLowerCase(Locale.ROOT))
                .setUnitAmount(charge.amount().minor())
                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                    .setName(charge.orderId()).build())
                .build())
            .build())
        .build();
    Session session =
        asking(() -> stripe.v1().checkout().sessions().create(params, onceFor(charge.paymentId())));
    if (session.getUrl() == null) {
      throw new GatewayFault("stripe: session of " + charge.paymentId() + " has no page");
    }
    return new Started(new Next.Visit(URI.create(session.getUrl())), session.getId());
  }

  private static Instant end(Charge charge) {
    Instant earliest = charge.startedAt().plus(SESSION_MIN);
    return charge.until().isAfter(earliest) ? charge.until() : earliest;
  }

  private static RequestOptions onceFor(String id) {
    return RequestOptions.builder().setIdempotencyKey(id).build();
  }

  @Override
  public Word hear(Message message) {
    Event event;
    try {
      event = Webhook.constructEvent(message.body(), message.headers().value("Stripe-Signature"),
          webhookSecret, NOTICE_AGE_SECONDS_MAX, clock.withZone(ZoneOffset.UTC));
    } catch (SignatureVerificationException wrong) {
      return new Word.Forged(wrong.getMessage());
    } catch (RuntimeException unreadable) {
      return new Word.Forged("unreadable");
    }
    boolean isOurs = event.getAccount() == null && Boolean.valueOf(isLive).equals(event.getLivemode());
    if (!isOurs) {
      return new Word.Forged("another account, or test against live");
    }
    return switch (event.getType()) {
      case "checkout.session.completed", "checkout.session.async_payment_succeeded",
          "checkout.session.async_payment_failed", "checkout.session.expired" ->
          object(event) instanceof Session session ? ofSession(session, event.getType()) : new Word.Idle();
      case "refund.updated", "refund.failed", "charge.refund.updated" ->
          object(event) instanceof com.stripe.model.Refund refund ? ofRefund(refund) : new Word.Idle();
      default -> new Word.Idle();
    };
  }

  private static StripeObject object(Event event) {
    try {
      return event.getDataObjectDeserializer().deserializeUnsafe();
    } catch (StripeException | RuntimeException unreadable) {
      throw new GatewayFault("stripe: event " + event.getId() + " cannot be read", unreadable);
    }
  }

  private static Word ofSession(Session session, String type) {
    String paymentId = session.getClientReferenceId();
    if (paymentId == null) {
      return new Word.Idle();
    }
    if ("paid".equals(session.getPaymentStatus())) {
      return new Word.Settled(new Notice(paymentId, true, amount(session)));
    }
    boolean isOver = type.endsWith("failed") || type.endsWith("expired");
    return isOver ? new Word.Settled(declined(session, paymentId)) : new Word.Idle();
  }

  private static Notice declined(Session session, String paymentId) {
    return new Notice(paymentId, false, new Money(0, amount(session).currency()));
  }

  private static Word ofRefund(com.stripe.model.Refund refund) {
    return Optional.ofNullable(refund.getMetadata()).map(words -> words.get(REFUND_ID))
        .<Word>map(Word.Moved::new).orElseGet(Word.Idle::new);
  }

  private static Money amount(Session session) {
    return new Money(session.getAmountTotal(), currency(session.getCurrency()));
  }

  private static Currency currency(String code) {
    return Currency.getInstance(code.toUpperCase(Locale.ROOT));
  }

  @Override
  public Answer taken() {
    return new Answer(200, "text/plain", "");
  }

  /** Looks before it sends: Stripe forgets a key after some days, and a refund may wait for longer. */
  @Override
  public Refunded refund(Refund refund) {
    if (refund.reference().isEmpty()) {
      return new Refunded.Failed("no session of " + refund.paymentId() + " is known");
    }
    String intent = session(refund.reference(), refund.paymentId()).getPaymentIntent();
    if (intent == null) {
      return new Refunded.Failed("the session of " + refund.paymentId() + " was never paid");
    }
    RefundListParams before = RefundListParams.builder()
        .setPaymentIntent(intent).setLimit(REFUNDS_OF_PAYMENT_MAX).build();
    for (com.stripe.model.Refund one
        : asking(() -> Objects.requireNonNull(stripe.v1().refunds().list(before).getData()))) {
      if (one.getMetadata() != null && refund.refundId().equals(one.getMetadata().get(REFUND_ID))) {
        return standing(one);
      }
    }
    RefundCreateParams params = RefundCreateParams.builder().setPaymentIntent(intent)
        .setAmount(refund.amount().minor())
        .putMetadata(REFUND_ID, refund.refundId()).putMetadata(PAYMENT_ID, refund.paymentId()).build();
    try {
      return standing(stripe.v1().refunds().create(params, onceFor(refund.refundId())));
    } catch (InvalidRequestException no) {
      return new Refunded.Failed("stripe: " + no.getCode());
    } catch (StripeException fault) {
      throw fault(fault);
    }
  }

  private Session session(String reference, String paymentId) {
    Session session = asking(() -> stripe.v1().checkout().sessions().retrieve(reference));
    if (!paymentId.equals(session.getClientReferenceId())) {
      throw new GatewayFault("stripe: the session of " + paymentId + " is another's");
    }
    return session;
  }

  private static Refunded standing(com.stripe.model.Refund refund) {
    return switch (refund.getStatus()) {
      case null -> throw new GatewayFault("stripe: a refund without a status");
      case "succeeded" -> new Refunded.Back();
      case "failed", "canceled" -> new Refunded.Failed("stripe: " + refund.getFailureReason());
      default -> new Refunded.Underway();
    };
  }

  @Override
  public Optional<Notice> query(Asked asked) {
    if (asked.reference().isEmpty()) {
      return Optional.empty();
    }
    Session session = session(asked.reference(), asked.paymentId());
    if ("paid".equals(session.getPaymentStatus())) {
      return Optional.of(new Notice(asked.paymentId(), true, amount(session)));
    }
    return "expired".equals(session.getStatus())
        ? Optional.of(declined(session, asked.paymentId())) : Optional.empty();
  }

  @Override
  public Optional<ZoneId> statementZone() {
    return Optional.of(zone);
  }

  @Override
  public List<Movement> statement(LocalDate day) {
    BalanceTransactionListParams.Builder page = BalanceTransactionListParams.builder()
        .setLimit(STATEMENT_PAGE).addExpand("data.source")
        .setCreated(BalanceTransactionListParams.Created.builder()
            .setGte(day.atStartOfDay(zone).toEpochSecond())
            .setLt(day.plusDays(1).atStartOfDay(zone).toEpochSecond()).build());
    List<Movement> movements = new ArrayList<>();
    while (true) {
      StripeCollection<BalanceTransaction> rows =
          asking(() -> stripe.v1().balanceTransactions().list(page.build()));
      if (rows.getData() == null) {
        throw new GatewayFault("stripe: the statement of " + day + " has no rows");
      }
      rows.getData().forEach(row -> movement(row).ifPresent(movements::add));
      if (!Boolean.TRUE.equals(rows.getHasMore()) || rows.getData().isEmpty()) {
        return movements;
      }
      if (movements.size() > STATEMENT_MAX) {
        throw new GatewayFault("stripe: " + day + " has more than " + STATEMENT_MAX + " movements");
      }
      page.setStartingAfter(rows.getData().getLast().getId());
    }
  }

  /** Empty for what concerns no buyer, such as payouts and Stripe's own fees. */
  private static Optional<Movement> movement(BalanceTransaction row) {
    Money fee = new Money(row.getFee(), currency(row.getCurrency()));
    Instant at = Instant.ofEpochSecond(row.getCreated());
    if (row.getSourceObject() instanceof com.stripe.model.Charge charge
        && (row.getType().equals("charge") || row.getType().equals("payment"))) {
      return Optional.of(new Movement(Movement.Kind.PAYMENT, word(charge.getMetadata(), PAYMENT_ID),
          charge.getId(), new Money(charge.getAmount(), currency(charge.getCurrency())), fee, at));
    }
    if (row.getSourceObject() instanceof com.stripe.model.Refund refund
        && (row.getType().equals("refund") || row.getType().equals("payment_refund"))) {
      return Optional.of(new Movement(Movement.Kind.REFUND, word(refund.getMetadata(), REFUND_ID),
          refund.getId(), new Money(refund.getAmount(), currency(refund.getCurrency())), fee, at));
    }
    boolean isOther = row.getType().equals("adjustment") || row.getType().endsWith("failure");
    return isOther ? Optional.of(new Movement(Movement.Kind.OTHER, "", row.getId(),
        new Money(row.getAmount(), currency(row.getCurrency())), fee, at)) : Optional.empty();
  }

  private static String word(Map<String, String> words, String name) {
    return words == null ? "" : words.getOrDefault(name, "");
  }

  @FunctionalInterface
  private interface Asking<T> {
    T ask() throws StripeException;
  }

  private static <T> T asking(Asking<T> question) {
    try {
      return question.ask();
    } catch (StripeException fault) {
      throw fault(fault);
    } catch (RuntimeException unreadable) {
      throw new GatewayFault("stripe: unreadable answer", unreadable);
    }
  }

  private static GatewayFault fault(StripeException fault) {
    String status = Optional.ofNullable(fault.getStatusCode()).map(String::valueOf).orElse("no answer");
    String code = Optional.ofNullable(fault.getCode()).orElse("");
    return new GatewayFault("stripe: " + (status + " " + code).strip());
  }
}
