package laotie.server.payments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Currency;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import laotie.fact.Money;
import laotie.server.payments.StandinServer.Asked;
import laotie.server.payments.StandinServer.Told;

/** WeChat Pay v3: prepay, query, refund and the bill; RSA signatures both ways, notices sealed besides. */
final class WechatStandin implements Standin {

  static final KeyPair PLATFORM = StandinKeys.pair();

  private static final String APP_ID = "wx0000000000000001";
  private static final String MERCHANT_ID = "1900000001";
  private static final String SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
  private static final String NOTICE_KEY = "0123456789abcdef0123456789abcdef";
  private static final Pattern AUTHORIZATION = Pattern.compile(
      "WECHATPAY2-SHA256-RSA2048 mchid=\"(.+?)\",nonce_str=\"(.+?)\",timestamp=\"(\\d+)\","
          + "serial_no=\"(.+?)\",signature=\"(.+?)\"");
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
  private static final KeyPair MERCHANT = StandinKeys.pair();
  private static final KeyPair STRANGER = StandinKeys.pair();

  private final ObjectMapper json = new ObjectMapper();
  private final StandinServer server = new StandinServer(this::handle);
  private final Map<String, ObjectNode> trades = new ConcurrentHashMap<>();
  private final List<ObjectNode> refunds = new ArrayList<>();
  private final boolean isByCertificate;
  private boolean isSlow;
  private byte[] named = {};

  /** With the platform's key, or with its certificate as older merchants have it. */
  WechatStandin(boolean isByCertificate) {
    this.isByCertificate = isByCertificate;
  }

  @Override
  public String method() {
    return "wechat";
  }

  @Override
  public String toString() {
    return isByCertificate ? "wechat by certificate" : "wechat by key";
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("laotie.payments.wechat.app-id", APP_ID);
    settings.put("laotie.payments.wechat.merchant-id", MERCHANT_ID);
    settings.put("laotie.payments.wechat.merchant-serial", SERIAL);
    settings.put("laotie.payments.wechat.private-key",
        StandinKeys.pem("PRIVATE KEY", MERCHANT.getPrivate().getEncoded()));
    settings.put("laotie.payments.wechat.notice-key", NOTICE_KEY);
    settings.put("laotie.payments.wechat.url", server.url().toString());
    if (isByCertificate) {
      settings.put("laotie.payments.wechat.certificate", StandinCertificate.PEM);
    } else {
      settings.put("laotie.payments.wechat.public-key",
          StandinKeys.pem("PUBLIC KEY", PLATFORM.getPublic().getEncoded()));
      settings.put("laotie.payments.wechat.public-key-id", "PUB_KEY_ID_0001");
    }
    return settings;
  }

  private String serial() {
    return isByCertificate ? StandinCertificate.SERIAL_HEX : "PUB_KEY_ID_0001";
  }

  @Override
  public PaymentClient client(StandinTime time) {
    return new WechatPaymentClient(StandinKeys.settings(settings()), time);
  }

  private synchronized Told handle(Asked asked) {
    if (!isOurs(asked)) {
      return Told.json(401, "{\"code\":\"SIGN_ERROR\",\"message\":\"no\"}");
    }
    String path = asked.uri().getPath();
    try {
      if (asked.verb().equals("POST")) {
        JsonNode body = json.readTree(asked.body());
        return path.startsWith("/v3/refund/") ? refund(body) : prepay(path, body);
      }
      return switch (path) {
        case "/v3/bill/tradebill" -> signed(200, json.createObjectNode().put("hash_type", "SHA1")
            .put("hash_value", sha1(named()))
            .put("download_url", "https://api.mch.weixin.qq.com/v3/billdownload/file?token=t1"));
        case "/v3/billdownload/file" -> new Told(200, "text/plain", Map.of(), named);
        default -> path.startsWith("/v3/refund/") ? known(refundOf(last(path))) : known(trade(last(path)));
      };
    } catch (JsonProcessingException wrong) {
      server.complain("body of " + path);
      return Told.json(400, "{\"code\":\"PARAM_ERROR\"}");
    }
  }

  private byte[] named() {
    named = bill();
    return named;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private boolean isOurs(Asked asked) {
    Matcher header = AUTHORIZATION.matcher(asked.header("Authorization"));
    if (!header.matches()) {
      server.complain("no authorization on " + asked.uri());
      return false;
    }
    String query = asked.uri().getRawQuery() == null ? "" : "?" + asked.uri().getRawQuery();
    String message = asked.verb() + "\n" + asked.uri().getRawPath() + query + "\n" + header.group(3) + "\n"
        + header.group(2) + "\n" + asked.body() + "\n";
    boolean isOurs = StandinKeys.isSigned(MERCHANT.getPublic(), message, header.group(5))
        && header.group(1).equals(MERCHANT_ID) && header.group(4).equals(SERIAL);
    if (!isOurs) {
      server.complain("signature of " + asked.verb() + " " + asked.uri());
    }
    return isOurs;
  }

  private Told signed(int status, ObjectNode body) {
    String text = body.toString();
    String seconds = Long.toString(Instant.now().getEpochSecond());
    KeyPair pair = server.failing() == Failing.FORGED ? STRANGER : PLATFORM;
    return new Told(status, "application/json; charset=utf-8", Map.of(
        "Wechatpay-Timestamp", seconds, "Wechatpay-Nonce", "answer", "Wechatpay-Serial", serial(),
        "Wechatpay-Signature",
        StandinKeys.sign(pair.getPrivate(), seconds + "\nanswer\n" + text + "\n")),
        text.getBytes(StandardCharsets.UTF_8));
  }

  private Told prepay(String path, JsonNode body) {
    boolean isWhole = body.get("appid").asText().equals(APP_ID)
        && body.get("mchid").asText().equals(MERCHANT_ID)
        && body.hasNonNull("notify_url") && body.hasNonNull("time_expire")
        && (!path.endsWith("h5") || body.get("scene_info").hasNonNull("payer_client_ip"));
    if (!isWhole) {
      server.complain("prepay lacks something: " + body);
    }
    String paymentId = body.get("out_trade_no").asText();
    trades.putIfAbsent(paymentId,
        transaction(paymentId, "NOTPAY", Money.cny(body.get("amount").get("total").asLong())));
    return signed(200, path.endsWith("h5")
        ? json.createObjectNode().put("h5_url", "https://wx.tenpay.example/h5?prepay_id=" + paymentId)
        : json.createObjectNode().put("code_url", "weixin://wxpay/bizpayurl?pr=" + paymentId));
  }

  private ObjectNode transaction(String paymentId, String state, Money amount) {
    ObjectNode transaction = json.createObjectNode().put("appid", APP_ID).put("mchid", MERCHANT_ID)
        .put("out_trade_no", paymentId).put("transaction_id", "4200" + paymentId).put("trade_state", state);
    transaction.putObject("amount").put("total", amount.minor()).put("payer_total", amount.minor())
        .put("currency", amount.currency().getCurrencyCode());
    return transaction;
  }

  private Told refund(JsonNode body) {
    String refundId = body.get("out_refund_no").asText();
    Optional<ObjectNode> before = refundOf(refundId);
    if (before.isPresent()) {
      return signed(200, before.get());
    }
    String paymentId = body.get("out_trade_no").asText();
    long amount = body.get("amount").get("refund").asLong();
    long total = body.get("amount").get("total").asLong();
    long back = refunds(paymentId).stream().mapToLong(one -> one).sum();
    long brought = trades.get(paymentId).get("amount").get("total").asLong();
    if (total != brought || back + amount > total) {
      return signed(400, json.createObjectNode().put("code", "INVALID_REQUEST").put("message", "no"));
    }
    ObjectNode refund = json.createObjectNode().put("out_refund_no", refundId)
        .put("refund_id", "50" + refundId).put("out_trade_no", paymentId)
        .put("status", isSlow ? "PROCESSING" : "SUCCESS").put("fen", amount);
    refunds.add(refund);
    return signed(200, refund);
  }

  private Optional<ObjectNode> refundOf(String refundId) {
    return refunds.stream().filter(one -> one.get("out_refund_no").asText().equals(refundId)).findFirst();
  }

  private Optional<ObjectNode> trade(String paymentId) {
    return Optional.ofNullable(trades.get(paymentId));
  }

  private Told known(Optional<ObjectNode> thing) {
    return thing.map(found -> signed(200, found)).orElseGet(() ->
        signed(404, json.createObjectNode().put("code", "NOT_EXIST").put("message", "no")));
  }

  private byte[] bill() {
    StringBuilder text = new StringBuilder("\uFEFF交易时间,公众账号ID,商户号,微信订单号,商户订单号,交易状态,货币种类,")
        .append("微信退款单号,商户退款单号,手续费,费率,订单金额,申请退款金额,费率备注\r\n");
    String now = SECOND.format(Instant.now());
    trades.forEach((paymentId, trade) -> {
      if (trade.get("trade_state").asText().equals("SUCCESS")) {
        text.append("`%s,`wx1,`19,`4200%s,`%s,`SUCCESS,`CNY,`0,`0,`0.48000,`0.60%%,`%s,`0.00,`\r\n".formatted(
            now, paymentId, paymentId, yuan(trade.get("amount").get("total").asLong())));
      }
    });
    refunds.forEach(one -> text.append(
        "`%s,`wx1,`19,`4200,`%s,`REFUND,`CNY,`%s,`%s,`-0.48000,`0.60%%,`0.00,`%s,`\r\n".formatted(now,
            one.get("out_trade_no").asText(), one.get("refund_id").asText(),
            one.get("out_refund_no").asText(), yuan(one.get("fen").asLong()))));
    return text.append("总交易单数,应结订单总金额\r\n`2,`80.00\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String yuan(long fen) {
    return BigDecimal.valueOf(fen, 2).toPlainString();
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (GeneralSecurityException bug) {
      throw new IllegalStateException(bug);
    }
  }

  @Override
  public void open(PaymentClient.Next next) {
    // Both its ways begin the trade when they are asked for.
  }

  @Override
  public synchronized void pay(String paymentId, Money amount) {
    trades.put(paymentId, transaction(paymentId, "SUCCESS", amount));
  }

  @Override
  public synchronized void end(String paymentId) {
    trades.put(paymentId, transaction(paymentId, "CLOSED", Money.cny(1)));
  }

  @Override
  public Posted paid(String paymentId, Money amount, Instant at) {
    return notice("TRANSACTION.SUCCESS", transaction(paymentId, "SUCCESS", amount), at);
  }

  @Override
  public Posted declined(String paymentId, Instant at) {
    return notice("TRANSACTION.SUCCESS", transaction(paymentId, "PAYERROR", Money.cny(1)), at);
  }

  @Override
  public Posted foreign(String paymentId, Money amount, Instant at) {
    return notice("TRANSACTION.SUCCESS",
        transaction(paymentId, "SUCCESS", amount).put("mchid", "1900000002"), at);
  }

  @Override
  public Optional<Posted> refundMoved(String refundId, Instant at) {
    return Optional.of(notice("REFUND.SUCCESS", json.createObjectNode().put("out_refund_no", refundId)
        .put("refund_status", "SUCCESS"), at));
  }

  private Posted notice(String event, ObjectNode resource, Instant at) {
    String nonce = "0123456789ab";
    ObjectNode body = json.createObjectNode().put("id", "n" + System.nanoTime()).put("event_type", event)
        .put("resource_type", "encrypt-resource");
    body.putObject("resource").put("algorithm", "AEAD_AES_256_GCM").put("nonce", nonce)
        .put("associated_data", "transaction").put("ciphertext", sealed(resource.toString(), nonce));
    String text = body.toString();
    String seconds = Long.toString(at.getEpochSecond());
    return new Posted("application/json", Map.of("Wechatpay-Timestamp", seconds, "Wechatpay-Nonce", nonce,
        "Wechatpay-Serial", serial(), "Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048",
        "Wechatpay-Signature",
        StandinKeys.sign(PLATFORM.getPrivate(), seconds + "\n" + nonce + "\n" + text + "\n")), text);
  }

  private static String sealed(String text, String nonce) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(NOTICE_KEY.getBytes(StandardCharsets.UTF_8), "AES"),
          new GCMParameterSpec(128, nonce.getBytes(StandardCharsets.UTF_8)));
      cipher.updateAAD("transaction".getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException bug) {
      throw new IllegalStateException(bug);
    }
  }

  @Override
  public String wantsToHear() {
    return "{\"code\":\"SUCCESS\"}";
  }

  @Override
  public Optional<Duration> ageMax() {
    return Optional.of(Duration.ofMinutes(5));
  }

  @Override
  public Optional<Currency> otherCurrency() {
    return Optional.of(Currency.getInstance("HKD"));
  }

  @Override
  public synchronized void delayRefunds() {
    isSlow = true;
  }

  @Override
  public synchronized void finishRefunds() {
    refunds.forEach(one -> one.put("status", "SUCCESS"));
  }

  @Override
  public synchronized List<Long> refunds(String paymentId) {
    return refunds.stream().filter(one -> one.get("out_trade_no").asText().equals(paymentId))
        .map(one -> one.get("fen").asLong()).toList();
  }

  @Override
  public StandinServer server() {
    return server;
  }
}
