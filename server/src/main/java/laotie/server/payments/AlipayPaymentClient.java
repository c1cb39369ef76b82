package laotie.server.payments;

import com.alipay.api.AlipayApiException;
import com.alipay.api.AlipayClient;
import com.alipay.api.AlipayConfig;
import com.alipay.api.AlipayObject;
import com.alipay.api.AlipayRequest;
import com.alipay.api.AlipayResponse;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.domain.AlipayDataDataserviceBillDownloadurlQueryModel;
import com.alipay.api.domain.AlipayTradeFastpayRefundQueryModel;
import com.alipay.api.domain.AlipayTradePagePayModel;
import com.alipay.api.domain.AlipayTradePrecreateModel;
import com.alipay.api.domain.AlipayTradeQueryModel;
import com.alipay.api.domain.AlipayTradeRefundModel;
import com.alipay.api.domain.AlipayTradeWapPayModel;
import com.alipay.api.internal.util.AlipayLogger;
import com.alipay.api.internal.util.AlipaySignature;
import com.alipay.api.request.AlipayDataDataserviceBillDownloadurlQueryRequest;
import com.alipay.api.request.AlipayTradeFastpayRefundQueryRequest;
import com.alipay.api.request.AlipayTradePagePayRequest;
import com.alipay.api.request.AlipayTradePrecreateRequest;
import com.alipay.api.request.AlipayTradeQueryRequest;
import com.alipay.api.request.AlipayTradeRefundRequest;
import com.alipay.api.request.AlipayTradeWapPayRequest;
import com.alipay.api.response.AlipayTradeQueryResponse;
import com.alipay.api.response.AlipayTradeRefundResponse;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laotie.fact.Money;
import laotie.payments.Movement;
import laotie.server.http.Settings;
import laotie.trade.Notice;

/**
 * Alipay (支付宝) with RSA2 keys: a page on a desk, a page on a phone that opens its app, or a code to scan. It
 * collects yuan only.
 */
@Singleton
final class AlipayPaymentClient implements PaymentClient {

  private static final String UTF_8 = "UTF-8";
  private static final String RSA2 = "RSA2";
  private static final int CONNECT_MS_MAX = 5_000;
  private static final int ANSWER_MS_MAX = 15_000;

  /** Alipay's days and instants are those of Beijing, wherever the shop is. */
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(BEIJING);

  /** A payment that nobody began this long after its hold will not begin. */
  private static final Duration GRACE = Duration.ofHours(1);

  static {
    loadWithoutWeakeningTheMachine();
  }

  private final boolean isConfigured;
  private final String appId;
  private final String publicKey;
  private final Optional<String> sellerId;
  private final AlipayClient alipay;
  private final BillClient bills;
  private final InstantSource clock;

  AlipayPaymentClient(Settings all, BillClient bills, InstantSource clock) {
    Settings.AlipaySettings settings = all.payments().alipay();
    this.isConfigured = Keys.areComplete(Map.of("laotie.payments.alipay.app-id", settings.appId(),
        "laotie.payments.alipay.private-key", settings.privateKey(),
        "laotie.payments.alipay.public-key", settings.publicKey()));
    this.appId = Keys.text(settings.appId());
    this.publicKey = Keys.bare(Keys.text(settings.publicKey()));
    this.sellerId = settings.sellerId();
    this.bills = bills;
    this.clock = clock;
    this.alipay = isConfigured ? client(settings) : null;
  }

  /**
   * The library's first class empties the machine-wide list of algorithms that certificates must not use. It
   * is put back, or every TLS connection of this process would trust what nobody should.
   */
  private static void loadWithoutWeakeningTheMachine() {
    String forbidden = Security.getProperty("jdk.certpath.disabledAlgorithms");
    try {
      Class.forName("com.alipay.api.AbstractAlipayClient");
    } catch (ClassNotFoundException bug) {
      throw new IllegalStateException(bug);
    } finally {
      Security.setProperty("jdk.certpath.disabledAlgorithms", forbidden);
    }
    // It would write whole requests into the log.
    AlipayLogger.setNeedEnableLogger(false);
  }

  private AlipayClient client(Settings.AlipaySettings settings) {
    AlipayConfig config = new AlipayConfig();
    config.setServerUrl(settings.url().toString());
    config.setAppId(appId);
    config.setPrivateKey(Keys.bare(Keys.text(settings.privateKey())));
    config.setAlipayPublicKey(publicKey);
    config.setFormat("json");
    config.setCharset(UTF_8);
    config.setSignType(RSA2);
    config.setConnectTimeout(CONNECT_MS_MAX);
    config.setReadTimeout(ANSWER_MS_MAX);
    try {
      return new DefaultAlipayClient(config);
    } catch (AlipayApiException wrong) {
      throw new IllegalStateException("laotie.payments.alipay.*: " + wrong.getErrCode());
    }
  }

  @Override
  public String method() {
    return "alipay";
  }

  @Override
  public boolean isConfigured() {
    return isConfigured;
  }

  @Override
  public boolean takes(Currency currency) {
    return currency.equals(Money.CNY);
  }

  @Override
  public List<Way> ways() {
    return List.of(Way.CODE, Way.PHONE, Way.PAGE);
  }

  @Override
  public Started start(Charge charge) {
    String amount = yuan(charge.amount());
    String end = SECOND.format(charge.until());
    return switch (charge.way()) {
      case PHONE -> {
        AlipayTradeWapPayModel model = new AlipayTradeWapPayModel();
        model.setOutTradeNo(charge.paymentId());
        model.setTotalAmount(amount);
        model.setSubject(charge.orderId());
        model.setProductCode("QUICK_WAP_WAY");
        model.setQuitUrl(charge.addresses().back().toString());
        model.setTimeExpire(end);
        yield page(new AlipayTradeWapPayRequest(), model, charge.addresses());
      }
      case CODE -> {
        AlipayTradePrecreateModel model = new AlipayTradePrecreateModel();
        model.setOutTradeNo(charge.paymentId());
        model.setTotalAmount(amount);
        model.setSubject(charge.orderId());
        model.setTimeExpire(end);
        AlipayTradePrecreateRequest request = new AlipayTradePrecreateRequest();
        request.setNotifyUrl(charge.addresses().notice().toString());
        request.setBizModel(model);
        yield new Started(new Next.Scan(believed(request).getQrCode()), "");
      }
      case PAGE, NOW -> {
        AlipayTradePagePayModel model = new AlipayTradePagePayModel();
        model.setOutTradeNo(charge.paymentId());
        model.setTotalAmount(amount);
        model.setSubject(charge.orderId());
        model.setProductCode("FAST_INSTANT_TRADE_PAY");
        model.setTimeExpire(end);
        yield page(new AlipayTradePagePayRequest(), model, charge.addresses());
      }
    };
  }

  /** A signed address; Alipay hears of the payment when the buyer opens it. */
  private <T extends AlipayResponse> Started page(
      AlipayRequest<T> request, AlipayObject model, Addresses addresses) {
    request.setBizModel(model);
    request.setNotifyUrl(addresses.notice().toString());
    request.setReturnUrl(addresses.back().toString());
    try {
      return new Started(new Next.Visit(URI.create(alipay.pageExecute(request, "GET").getBody())), "");
    } catch (AlipayApiException fault) {
      throw fault(fault);
    }
  }

  @Override
  public Word hear(Message message) {
    Map<String, String> form = form(message.body());
    if (!isSigned(form)) {
      return new Word.Forged("the signature is not Alipay's");
    }
    boolean isOurs = appId.equals(form.get("app_id"))
        && (sellerId.isEmpty() || sellerId.get().equals(form.get("seller_id")));
    String paymentId = form.getOrDefault("out_trade_no", "");
    if (!isOurs) {
      return new Word.Forged("another app or seller");
    }
    return settled(paymentId, form.getOrDefault("trade_status", ""), form.getOrDefault("total_amount", ""))
        .<Word>map(Word.Settled::new).orElseGet(Word.Idle::new);
  }

  /**
   * Always by RSA2. The kit forgives what is not signed: another word for the kind of signature, and
   * letters outside of base64; a notice changed there is refused like any other.
   */
  private boolean isSigned(Map<String, String> form) {
    String sign = form.getOrDefault("sign", "");
    try {
      return RSA2.equals(form.get("sign_type"))
          && Base64.getEncoder().encodeToString(Base64.getDecoder().decode(sign)).equals(sign)
          && AlipaySignature.rsaCheckV1(new HashMap<>(form), publicKey, UTF_8, RSA2);
    } catch (AlipayApiException | RuntimeException unreadable) {
      return false;
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&")) {
      int split = pair.indexOf('=');
      if (split > 0) {
        form.put(decoded(pair.substring(0, split)), decoded(pair.substring(split + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unreadable) {
      return "";
    }
  }

  private static Optional<Notice> settled(String paymentId, String status, String amount) {
    return switch (status) {
      case "TRADE_SUCCESS", "TRADE_FINISHED" ->
          Optional.of(new Notice(paymentId, true, Money.cny(fen(amount))));
      case "TRADE_CLOSED" -> Optional.of(new Notice(paymentId, false, Money.cny(0)));
      default -> Optional.empty();
    };
  }

  @Override
  public Answer taken() {
    return new Answer(200, "text/plain", "success");
  }

  @Override
  public Refunded refund(Refund refund) {
    AlipayTradeRefundModel model = new AlipayTradeRefundModel();
    model.setOutTradeNo(refund.paymentId());
    model.setOutRequestNo(refund.refundId());
    model.setRefundAmount(yuan(refund.amount()));
    AlipayTradeRefundRequest request = new AlipayTradeRefundRequest();
    request.setBizModel(model);
    AlipayTradeRefundResponse answer = answered(request);
    if (answer.isSuccess()) {
      return "Y".equals(answer.getFundChange()) ? new Refunded.Back() : standing(refund);
    }
    if (isPassing(answer)) {
      throw new GatewayFault("alipay: " + answer.getSubCode());
    }
    return new Refunded.Failed("alipay: " + answer.getSubCode());
  }

  /** A repeat moves nothing and says so; whether the first one did is asked here. */
  private Refunded standing(Refund refund) {
    AlipayTradeFastpayRefundQueryModel model = new AlipayTradeFastpayRefundQueryModel();
    model.setOutTradeNo(refund.paymentId());
    model.setOutRequestNo(refund.refundId());
    AlipayTradeFastpayRefundQueryRequest request = new AlipayTradeFastpayRefundQueryRequest();
    request.setBizModel(model);
    return "REFUND_SUCCESS".equals(believed(request).getRefundStatus())
        ? new Refunded.Back() : new Refunded.Underway();
  }

  @Override
  public Optional<Notice> query(Asked asked) {
    AlipayTradeQueryModel model = new AlipayTradeQueryModel();
    model.setOutTradeNo(asked.paymentId());
    AlipayTradeQueryRequest request = new AlipayTradeQueryRequest();
    request.setBizModel(model);
    AlipayTradeQueryResponse answer = answered(request);
    if (answer.isSuccess()) {
      return settled(asked.paymentId(), answer.getTradeStatus(), answer.getTotalAmount());
    }
    boolean isNeverBegun = "ACQ.TRADE_NOT_EXIST".equals(answer.getSubCode());
    if (!isNeverBegun) {
      throw new GatewayFault("alipay: " + answer.getSubCode());
    }
    return clock.instant().isAfter(asked.until().plus(GRACE))
        ? Optional.of(new Notice(asked.paymentId(), false, Money.cny(0))) : Optional.empty();
  }

  @Override
  public Optional<ZoneId> statementZone() {
    return Optional.of(BEIJING);
  }

  @Override
  public List<Movement> statement(LocalDate day) {
    AlipayDataDataserviceBillDownloadurlQueryModel model =
        new AlipayDataDataserviceBillDownloadurlQueryModel();
    model.setBillType("trade");
    model.setBillDate(day.toString());
    AlipayDataDataserviceBillDownloadurlQueryRequest request =
        new AlipayDataDataserviceBillDownloadurlQueryRequest();
    request.setBizModel(model);
    var answer = answered(request);
    if ("isp.bill_not_exist".equals(answer.getSubCode())) {
      return List.of();
    }
    if (!answer.isSuccess()) {
      throw new GatewayFault("alipay: " + answer.getSubCode());
    }
    return AlipayBill.read(bills.load(URI.create(answer.getBillDownloadUrl())));
  }

  private <T extends AlipayResponse> T answered(AlipayRequest<T> request) {
    try {
      return alipay.execute(request);
    } catch (AlipayApiException fault) {
      throw fault(fault);
    } catch (RuntimeException unreadable) {
      throw new GatewayFault("alipay: unreadable answer", unreadable);
    }
  }

  private <T extends AlipayResponse> T believed(AlipayRequest<T> request) {
    T answer = answered(request);
    if (!answer.isSuccess()) {
      throw new GatewayFault("alipay: " + answer.getSubCode());
    }
    return answer;
  }

  private static boolean isPassing(AlipayResponse answer) {
    String code = String.valueOf(answer.getSubCode());
    return "20000".equals(answer.getCode()) || code.endsWith("SYSTEM_ERROR") || code.startsWith("isp.");
  }

  /** The library puts whole requests into its messages, so only their code is kept. */
  private static GatewayFault fault(AlipayApiException fault) {
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    String code = Optional.ofNullable(fault.getErrCode()).orElse("");
    return new GatewayFault("alipay: " + (code + " " + cause.getClass().getSimpleName()).strip());
  }

  private static String yuan(Money amount) {
    return BigDecimal.valueOf(amount.minor(), 2).toPlainString();
  }

  /** Throws {@link GatewayFault} for what is no amount with at most two digits behind the point. */
  static long fen(String yuan) {
    try {
      return new BigDecimal(yuan.strip()).movePointRight(2).longValueExact();
    } catch (ArithmeticException | NumberFormatException wrong) {
      throw new GatewayFault("alipay: no amount");
    }
  }

  /** The instant of Alipay's own words. */
  static Instant instant(String beijing) {
    return SECOND.parse(beijing.strip(), Instant::from);
  }
}
