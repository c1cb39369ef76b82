package laotie.server.payments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import laotie.fact.Money;
import laotie.server.payments.StandinServer.Asked;
import laotie.server.payments.StandinServer.Told;

/** Alipay's gateway: precreate, pages, query, refund and the bill, signed with RSA2 both ways. */
final class AlipayStandin implements Standin {

  private static final String APP_ID = "2021000000000001";
  private static final String SELLER_ID = "2088000000000001";
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
  private static final KeyPair APP = StandinKeys.pair();
  private static final KeyPair ALIPAY = StandinKeys.pair();
  private static final KeyPair STRANGER = StandinKeys.pair();

  private final ObjectMapper json = new ObjectMapper();
  private final StandinServer server = new StandinServer(this::handle);
  private final Map<String, Trade> trades = new ConcurrentHashMap<>();
  private final List<Back> refunds = new ArrayList<>();
  private boolean isSlow;

  private record Trade(String status, long fen, Instant at) {}

  private record Back(String paymentId, String refundId, long fen, Instant at, boolean isDone) {}

  @Override
  public String method() {
    return "alipay";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("laotie.payments.alipay.app-id", APP_ID,
        "laotie.payments.alipay.private-key", StandinKeys.base64(APP.getPrivate().getEncoded()),
        "laotie.payments.alipay.public-key", StandinKeys.pem("PUBLIC KEY", ALIPAY.getPublic().getEncoded()),
        "laotie.payments.alipay.seller-id", SELLER_ID,
        "laotie.payments.alipay.url", server.url() + "/gateway.do");
  }

  @Override
  public PaymentClient client(StandinTime time) {
    var settings = StandinKeys.settings(settings());
    return new AlipayPaymentClient(settings, new BillClient(settings), time);
  }

  private synchronized Told handle(Asked asked) {
    if (asked.uri().getPath().equals("/bill")) {
      return new Told(200, "application/zip", Map.of(), bill());
    }
    Map<String, String> all = new TreeMap<>(asked.query());
    all.putAll(StandinServer.form(asked.body()));
    if (!isOurs(all)) {
      return Told.json(200,
          "{\"error_response\":{\"code\":\"40002\",\"sub_code\":\"isv.invalid-signature\"}}");
    }
    String method = all.get("method");
    try {
      JsonNode biz = json.readTree(all.get("biz_content"));
      return signed(method, switch (method) {
        case "alipay.trade.precreate" -> precreate(biz, all);
        case "alipay.trade.query" -> query(biz);
        case "alipay.trade.refund" -> refund(biz);
        case "alipay.trade.fastpay.refund.query" -> refundQuery(biz);
        case "alipay.data.dataservice.bill.downloadurl.query" -> Map.of(
            "code", "10000", "bill_download_url",
            server.url() + "/bill?date=" + biz.get("bill_date").asText());
        default -> Map.of("code", "40004", "sub_code", "isv.unknown");
      });
    } catch (JsonProcessingException wrong) {
      server.complain("biz_content of " + method);
      return Told.json(500, "{}");
    }
  }

  private boolean isOurs(Map<String, String> all) {
    String sign = all.getOrDefault("sign", "");
    String content = all.entrySet().stream()
        .filter(one -> !one.getKey().equals("sign") && !one.getValue().isEmpty())
        .sorted(Map.Entry.comparingByKey()).map(one -> one.getKey() + "=" + one.getValue())
        .collect(Collectors.joining("&"));
    boolean isOurs = StandinKeys.isSigned(APP.getPublic(), content, sign)
        && "RSA2".equals(all.get("sign_type")) && APP_ID.equals(all.get("app_id"));
    if (!isOurs) {
      server.complain("signature or app of " + all.get("method"));
    }
    return isOurs;
  }

  private Told signed(String method, Map<String, String> answer) throws JsonProcessingException {
    String node = json.writeValueAsString(answer);
    KeyPair pair = server.failing() == Failing.FORGED ? STRANGER : ALIPAY;
    return new Told(200, "text/html;charset=utf-8", Map.of(),
        ("{\"" + method.replace('.', '_') + "_response\":" + node + ",\"sign\":\""
            + StandinKeys.sign(pair.getPrivate(), node) + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> precreate(JsonNode biz, Map<String, String> all) {
    if (all.get("notify_url") == null || biz.get("time_expire") == null) {
      server.complain("no notify_url or no end");
    }
    String paymentId = biz.get("out_trade_no").asText();
    trades.putIfAbsent(paymentId,
        new Trade("WAIT_BUYER_PAY", fen(biz.get("total_amount").asText()), Instant.now()));
    return Map.of("code", "10000", "out_trade_no", paymentId,
        "qr_code", "https://qr.alipay.example/" + paymentId);
  }

  private Map<String, String> query(JsonNode biz) {
    Trade trade = trades.get(biz.get("out_trade_no").asText());
    return trade == null ? Map.of("code", "40004", "sub_code", "ACQ.TRADE_NOT_EXIST")
        : Map.of("code", "10000", "trade_status", trade.status(), "total_amount", yuan(trade.fen()));
  }

  private Map<String, String> refund(JsonNode biz) {
    String paymentId = biz.get("out_trade_no").asText();
    String refundId = biz.get("out_request_no").asText();
    long fen = fen(biz.get("refund_amount").asText());
    Trade trade = trades.get(paymentId);
    if (refunds.stream().anyMatch(one -> one.refundId().equals(refundId))) {
      return Map.of("code", "10000", "fund_change", "N");
    }
    if (trade == null || refunds(paymentId).stream().mapToLong(back -> back).sum() + fen > trade.fen()) {
      return Map.of("code", "40004", "sub_code", "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
    }
    refunds.add(new Back(paymentId, refundId, fen, Instant.now(), !isSlow));
    return Map.of("code", "10000", "fund_change", isSlow ? "N" : "Y");
  }

  private Map<String, String> refundQuery(JsonNode biz) {
    String refundId = biz.get("out_request_no").asText();
    boolean isDone = refunds.stream().anyMatch(one -> one.refundId().equals(refundId) && one.isDone());
    return isDone ? Map.of("code", "10000", "refund_status", "REFUND_SUCCESS") : Map.of("code", "10000");
  }

  private byte[] bill() {
    StringBuilder text = new StringBuilder("#支付宝业务明细查询\r\n#账号：[20880000]\r\n")
        .append("支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,对方账户,订单金额（元）,商家实收（元）,")
        .append("退款批次号/请求号,服务费（元）,分润（元）,备注\r\n");
    trades.forEach((paymentId, trade) -> {
      if (trade.status().equals("TRADE_SUCCESS")) {
        text.append("22001%s\t,%s\t,交易,货,%s,%s,li**,%s,%s,,-0.48,0.00,\r\n".formatted(paymentId, paymentId,
            SECOND.format(trade.at()), SECOND.format(trade.at()), yuan(trade.fen()), yuan(trade.fen())));
      }
    });
    refunds.forEach(back -> text.append("22001%s\t,%s\t,退款,货,%s,%s,li**,-%s,-%s,%s,0.48,0.00,\r\n".formatted(
        back.paymentId(), back.paymentId(), SECOND.format(back.at()), SECOND.format(back.at()),
        yuan(back.fen()), yuan(back.fen()), back.refundId())));
    text.append("#业务明细列表结束\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Charset gbk = Charset.forName("GBK");
    try (ZipOutputStream zip = new ZipOutputStream(bytes, gbk)) {
      zip.putNextEntry(new ZipEntry("20880000_业务明细(汇总).csv"));
      zip.write("#汇总\r\n".getBytes(gbk));
      zip.putNextEntry(new ZipEntry("20880000_业务明细.csv"));
      zip.write(text.toString().getBytes(gbk));
    } catch (IOException bug) {
      throw new UncheckedIOException(bug);
    }
    return bytes.toByteArray();
  }

  private static long fen(String yuan) {
    return new BigDecimal(yuan).movePointRight(2).longValueExact();
  }

  private static String yuan(long fen) {
    return BigDecimal.valueOf(fen, 2).toPlainString();
  }

  /** A page's address is a signed request; the trade begins when it is opened. */
  @Override
  public synchronized void open(PaymentClient.Next next) {
    if (!(next instanceof PaymentClient.Next.Visit(URI page))) {
      return;
    }
    Map<String, String> all = StandinServer.form(page.getRawQuery());
    if (isOurs(all)) {
      try {
        precreate(json.readTree(all.get("biz_content")), all);
      } catch (JsonProcessingException wrong) {
        server.complain("biz_content of a page");
      }
    }
  }

  @Override
  public synchronized void pay(String paymentId, Money amount) {
    trades.put(paymentId, new Trade("TRADE_SUCCESS", amount.minor(), Instant.now()));
  }

  @Override
  public synchronized void end(String paymentId) {
    trades.put(paymentId, new Trade("TRADE_CLOSED", 1, Instant.now()));
  }

  @Override
  public Posted paid(String paymentId, Money amount, Instant at) {
    return notice(APP_ID, paymentId, "TRADE_SUCCESS", amount, at);
  }

  @Override
  public Posted declined(String paymentId, Instant at) {
    return notice(APP_ID, paymentId, "TRADE_CLOSED", Money.cny(1), at);
  }

  @Override
  public Posted foreign(String paymentId, Money amount, Instant at) {
    return notice("2021000000000002", paymentId, "TRADE_SUCCESS", amount, at);
  }

  @Override
  public Optional<Posted> refundMoved(String refundId, Instant at) {
    return Optional.empty();
  }

  private Posted notice(String appId, String paymentId, String status, Money amount, Instant at) {
    Map<String, String> form = new TreeMap<>();
    form.put("app_id", appId);
    form.put("seller_id", SELLER_ID);
    form.put("notify_id", "n" + System.nanoTime());
    form.put("notify_time", SECOND.format(at));
    form.put("out_trade_no", paymentId);
    form.put("subject", "连衣裙 & 帽子");
    form.put("total_amount", yuan(amount.minor()));
    form.put("trade_no", "22001" + paymentId);
    form.put("trade_status", status);
    String content = form.entrySet().stream()
        .map(one -> one.getKey() + "=" + one.getValue()).collect(Collectors.joining("&"));
    Map<String, String> sent = new LinkedHashMap<>(form);
    sent.put("sign_type", "RSA2");
    sent.put("sign", StandinKeys.sign(ALIPAY.getPrivate(), content));
    String body = sent.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
    return new Posted("application/x-www-form-urlencoded; charset=utf-8", Map.of(), body);
  }

  @Override
  public String wantsToHear() {
    return "success";
  }

  @Override
  public Optional<Duration> ageMax() {
    return Optional.empty();
  }

  @Override
  public Optional<Currency> otherCurrency() {
    return Optional.empty();
  }

  @Override
  public synchronized void delayRefunds() {
    isSlow = true;
  }

  @Override
  public synchronized void finishRefunds() {
    refunds.replaceAll(one -> new Back(one.paymentId(), one.refundId(), one.fen(), one.at(), true));
  }

  @Override
  public synchronized List<Long> refunds(String paymentId) {
    return refunds.stream().filter(one -> one.paymentId().equals(paymentId)).map(Back::fen).toList();
  }

  @Override
  public StandinServer server() {
    return server;
  }
}
