package laotie.server.payments;

import com.wechat.pay.java.core.auth.WechatPay2Credential;
import com.wechat.pay.java.core.auth.WechatPay2Validator;
import com.wechat.pay.java.core.certificate.InMemoryCertificateProvider;
import com.wechat.pay.java.core.cipher.AeadAesCipher;
import com.wechat.pay.java.core.cipher.RSAPrivacyDecryptor;
import com.wechat.pay.java.core.cipher.RSASigner;
import com.wechat.pay.java.core.cipher.RSAVerifier;
import com.wechat.pay.java.core.cipher.Verifier;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.core.util.PemUtil;
import com.wechat.pay.java.service.billdownload.BillDownloadService;
import com.wechat.pay.java.service.billdownload.model.BillType;
import com.wechat.pay.java.service.billdownload.model.GetTradeBillRequest;
import com.wechat.pay.java.service.billdownload.model.QueryBillEntity;
import com.wechat.pay.java.service.payments.h5.H5Service;
import com.wechat.pay.java.service.payments.h5.model.H5Info;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.payments.nativepay.model.Amount;
import com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByOutTradeNoRequest;
import com.wechat.pay.java.service.refund.RefundService;
import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.QueryByOutRefundNoRequest;
import com.wechat.pay.java.service.refund.model.RefundNotification;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import laotie.fact.Money;
import laotie.payments.Movement;
import laotie.server.http.Settings;
import laotie.trade.Notice;

/**
 * WeChat Pay v3 (微信支付): a code to scan (Native) or a page on a phone that opens WeChat (H5). Both sides sign
 * with RSA; notices are encrypted besides. It collects yuan only.
 */
@Singleton
final class WechatPaymentClient implements PaymentClient {

  /** How far the instant of a notice may be from ours; WeChat signs each sending anew. */
  private static final Duration NOTICE_AGE_MAX = Duration.ofMinutes(5);

  /** A payment that WeChat does not know this long after its hold was never begun. */
  private static final Duration GRACE = Duration.ofHours(1);

  private static final Pattern REFUND_EVENT = Pattern.compile("\"event_type\"\\s*:\\s*\"REFUND\\.");
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private final boolean isConfigured;
  private final String appId;
  private final String merchantId;
  private final WechatWire wire;
  private final NotificationParser parser;
  private final RSAPrivacyDecryptor opener;
  private final InstantSource clock;

  WechatPaymentClient(Settings all, InstantSource clock) {
    Settings.WechatSettings settings = all.payments().wechat();
    this.isConfigured = Keys.areComplete(keys(settings));
    this.appId = Keys.text(settings.appId());
    this.merchantId = Keys.text(settings.merchantId());
    this.clock = clock;
    if (isConfigured) {
      PrivateKey own = PemUtil.loadPrivateKeyFromString(Keys.text(settings.privateKey()));
      String serial = Keys.text(settings.merchantSerial());
      this.opener = new RSAPrivacyDecryptor(own);
      Verifier verifier = verifier(settings);
      this.wire = new WechatWire(new WechatPay2Credential(merchantId, new RSASigner(serial, own)),
          new WechatPay2Validator(verifier), settings.url());
      AeadAesCipher cipher =
          new AeadAesCipher(Keys.text(settings.noticeKey()).getBytes(StandardCharsets.UTF_8));
      this.parser = new NotificationParser(
          Map.of("WECHATPAY2-SHA256-RSA2048", verifier), Map.of("AEAD_AES_256_GCM", cipher));
    } else {
      this.wire = null;
      this.parser = null;
      this.opener = null;
    }
  }

  private static Map<String, Optional<String>> keys(Settings.WechatSettings settings) {
    Map<String, Optional<String>> keys = new HashMap<>();
    keys.put("laotie.payments.wechat.app-id", settings.appId());
    keys.put("laotie.payments.wechat.merchant-id", settings.merchantId());
    keys.put("laotie.payments.wechat.merchant-serial", settings.merchantSerial());
    keys.put("laotie.payments.wechat.private-key", settings.privateKey());
    keys.put("laotie.payments.wechat.notice-key", settings.noticeKey());
    if (settings.certificate().isEmpty()) {
      keys.put("laotie.payments.wechat.public-key", settings.publicKey());
      keys.put("laotie.payments.wechat.public-key-id", settings.publicKeyId());
    }
    return keys;
  }

  /** By the platform's key, by its certificate, or by either while a merchant changes over. */
  private static Verifier verifier(Settings.WechatSettings settings) {
    Optional<InMemoryCertificateProvider> certificates = settings.certificate().map(given ->
        new InMemoryCertificateProvider(
            List.of(PemUtil.loadX509FromString(Keys.text(Optional.of(given))))));
    if (settings.publicKey().isEmpty()) {
      return new RSAVerifier(certificates.orElseThrow());
    }
    var key = PemUtil.loadPublicKeyFromString(Keys.text(settings.publicKey()));
    String id = Keys.text(settings.publicKeyId());
    return certificates.map(both -> new RSAVerifier(key, id, both)).orElseGet(() -> new RSAVerifier(key, id));
  }

  @Override
  public String method() {
    return "wechat";
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
    return List.of(Way.CODE, Way.PHONE);
  }

  @Override
  public Started start(Charge charge) {
    if (charge.amount().minor() > Integer.MAX_VALUE) {
      throw new GatewayFault("wechat: counts no more than " + Integer.MAX_VALUE);
    }
    return charge.way() == Way.PHONE ? page(charge) : code(charge);
  }

  private Started code(Charge charge) {
    Amount amount = new Amount();
    amount.setTotal(Math.toIntExact(charge.amount().minor()));
    amount.setCurrency(charge.amount().currency().getCurrencyCode());
    PrepayRequest request = new PrepayRequest();
    request.setAppid(appId);
    request.setMchid(merchantId);
    request.setDescription(charge.orderId());
    request.setOutTradeNo(charge.paymentId());
    request.setTimeExpire(end(charge));
    request.setNotifyUrl(charge.addresses().notice().toString());
    request.setAmount(amount);
    NativePayService service = new NativePayService.Builder().httpClient(wire).build();
    return new Started(new Next.Scan(asking(() -> service.prepay(request)).getCodeUrl()), "");
  }

  private Started page(Charge charge) {
    var amount = new com.wechat.pay.java.service.payments.h5.model.Amount();
    amount.setTotal(Math.toIntExact(charge.amount().minor()));
    amount.setCurrency(charge.amount().currency().getCurrencyCode());
    H5Info browser = new H5Info();
    browser.setType("Wap");
    var scene = new com.wechat.pay.java.service.payments.h5.model.SceneInfo();
    scene.setPayerClientIp(charge.network());
    scene.setH5Info(browser);
    var request = new com.wechat.pay.java.service.payments.h5.model.PrepayRequest();
    request.setAppid(appId);
    request.setMchid(merchantId);
    request.setDescription(charge.orderId());
    request.setOutTradeNo(charge.paymentId());
    request.setTimeExpire(end(charge));
    request.setNotifyUrl(charge.addresses().notice().toString());
    request.setAmount(amount);
    request.setSceneInfo(scene);
    H5Service service = new H5Service.Builder().httpClient(wire).build();
    String page = asking(() -> service.prepay(request)).getH5Url();
    String back = URLEncoder.encode(charge.addresses().back().toString(), StandardCharsets.UTF_8);
    return new Started(
        new Next.Visit(URI.create(page + (page.contains("?") ? "&" : "?") + "redirect_url=" + back)), "");
  }

  private static String end(Charge charge) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        charge.until().truncatedTo(ChronoUnit.SECONDS).atZone(BEIJING).toOffsetDateTime());
  }

  @Override
  public Word hear(Message message) {
    if (!isFresh(message.headers().value("Wechatpay-Timestamp"))) {
      return new Word.Forged("sent too long ago, or in the future");
    }
    RequestParam param = new RequestParam.Builder()
        .serialNumber(message.headers().value("Wechatpay-Serial"))
        .nonce(message.headers().value("Wechatpay-Nonce"))
        .signature(message.headers().value("Wechatpay-Signature"))
        .timestamp(message.headers().value("Wechatpay-Timestamp"))
        .signType(message.headers().value("Wechatpay-Signature-Type"))
        .body(message.body())
        .build();
    Class<?> kind = REFUND_EVENT.matcher(message.body()).find()
        ? RefundNotification.class : Transaction.class;
    Object told;
    try {
      told = parser.parse(param, kind);
    } catch (RuntimeException unreadable) {
      // A stranger's bytes end in many kinds of exception of the libraries below.
      return new Word.Forged(unreadable.getClass().getSimpleName());
    }
    return switch (told) {
      case RefundNotification refund -> new Word.Moved(refund.getOutRefundNo());
      case Transaction transaction -> paid(transaction);
      default -> new Word.Idle();
    };
  }

  private boolean isFresh(String seconds) {
    try {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(seconds));
      return Duration.between(sent, clock.instant()).abs().compareTo(NOTICE_AGE_MAX) <= 0;
    } catch (NumberFormatException | DateTimeException noInstant) {
      return false;
    }
  }

  private Word paid(Transaction transaction) {
    if (transaction.getTradeState() == null) {
      return new Word.Idle();
    }
    boolean isOurs = merchantId.equals(transaction.getMchid()) && appId.equals(transaction.getAppid());
    if (!isOurs) {
      return new Word.Forged("another merchant or app");
    }
    return settled(transaction).<Word>map(Word.Settled::new).orElseGet(Word.Idle::new);
  }

  private static Optional<Notice> settled(Transaction transaction) {
    String paymentId = transaction.getOutTradeNo();
    return switch (transaction.getTradeState()) {
      // REFUND: the money had come, and some of it went back.
      case SUCCESS, REFUND -> Optional.of(new Notice(paymentId, true, new Money(
          transaction.getAmount().getTotal(),
          Currency.getInstance(transaction.getAmount().getCurrency()))));
      case CLOSED, REVOKED, PAYERROR -> Optional.of(new Notice(paymentId, false, Money.cny(0)));
      case NOTPAY, USERPAYING, ACCEPT -> Optional.empty();
    };
  }

  @Override
  public Answer taken() {
    return new Answer(200, "application/json", "{\"code\":\"SUCCESS\"}");
  }

  @Override
  public Refunded refund(Refund refund) {
    RefundService service = new RefundService.Builder().httpClient(wire).build();
    QueryByOutRefundNoRequest before = new QueryByOutRefundNoRequest();
    before.setOutRefundNo(refund.refundId());
    try {
      return standing(service.queryByOutRefundNo(before).getStatus());
    } catch (ServiceException unknown) {
      if (unknown.getHttpStatusCode() != 404) {
        throw fault(unknown);
      }
    } catch (RuntimeException fault) {
      throw fault(fault);
    }
    AmountReq amount = new AmountReq();
    amount.setRefund(refund.amount().minor());
    amount.setTotal(refund.total().minor());
    amount.setCurrency(refund.amount().currency().getCurrencyCode());
    CreateRequest request = new CreateRequest();
    request.setOutTradeNo(refund.paymentId());
    request.setOutRefundNo(refund.refundId());
    request.setAmount(amount);
    try {
      return standing(service.create(request).getStatus());
    } catch (ServiceException no) {
      boolean isFinal = no.getHttpStatusCode() / 100 == 4 && no.getHttpStatusCode() != 429;
      if (isFinal) {
        return new Refunded.Failed("wechat: " + no.getErrorCode());
      }
      throw fault(no);
    } catch (RuntimeException fault) {
      throw fault(fault);
    }
  }

  private static Refunded standing(com.wechat.pay.java.service.refund.model.Status status) {
    return switch (status) {
      case SUCCESS -> new Refunded.Back();
      case PROCESSING -> new Refunded.Underway();
      case CLOSED, ABNORMAL -> new Refunded.Failed("wechat: " + status);
    };
  }

  @Override
  public Optional<Notice> query(Asked asked) {
    NativePayService service = new NativePayService.Builder().httpClient(wire).build();
    QueryOrderByOutTradeNoRequest request = new QueryOrderByOutTradeNoRequest();
    request.setMchid(merchantId);
    request.setOutTradeNo(asked.paymentId());
    try {
      return settled(service.queryOrderByOutTradeNo(request));
    } catch (ServiceException unknown) {
      if (unknown.getHttpStatusCode() != 404) {
        throw fault(unknown);
      }
      return clock.instant().isAfter(asked.until().plus(GRACE))
          ? Optional.of(new Notice(asked.paymentId(), false, Money.cny(0))) : Optional.empty();
    } catch (RuntimeException fault) {
      throw fault(fault);
    }
  }

  @Override
  public Optional<ZoneId> statementZone() {
    return Optional.of(BEIJING);
  }

  @Override
  public List<Movement> statement(LocalDate day) {
    BillDownloadService service =
        new BillDownloadService.Builder().httpClient(wire).decryptor(opener).build();
    GetTradeBillRequest request = new GetTradeBillRequest();
    request.setBillDate(day.toString());
    request.setBillType(BillType.ALL);
    QueryBillEntity bill;
    try {
      bill = service.getTradeBill(request);
    } catch (ServiceException none) {
      if ("NO_STATEMENT_EXIST".equals(none.getErrorCode())) {
        return List.of();
      }
      throw fault(none);
    } catch (RuntimeException fault) {
      throw fault(fault);
    }
    try (InputStream body = asking(() -> wire.download(bill.getDownloadUrl()))) {
      return WechatBill.read(BillClient.bounded(body), bill.getHashValue());
    } catch (IOException away) {
      throw fault(away);
    }
  }

  private static <T> T asking(Supplier<T> question) {
    try {
      return question.get();
    } catch (RuntimeException fault) {
      throw fault(fault);
    }
  }

  /** The library throws many kinds and puts whole requests into their messages: only their code is kept. */
  private static GatewayFault fault(Exception fault) {
    String code = fault instanceof ServiceException no
        ? no.getHttpStatusCode() + " " + Optional.ofNullable(no.getErrorCode()).orElse("")
        : fault.getClass().getSimpleName();
    return new GatewayFault("wechat: " + code.strip());
  }
}
