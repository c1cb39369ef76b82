package laotie.server.payments;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import laotie.fact.Money;
import laotie.payments.Movement;

/**
 * WeChat's statement: a text with a line a movement, a backtick before each field, and a summary at its end.
 * Its SHA-1 stood in a signed answer.
 *
 * <pre>
 * 交易时间,公众账号ID,...,商户订单号,...,交易状态,...,货币种类,...,商户退款单号,...,手续费,费率,订单金额,申请退款金额,费率备注
 * `2026-11-28 12:00:01,`wx1,...,`pay_7k,...,`SUCCESS,...,`CNY,...,`0,...,`0.48000,`0.60%,`80.00,`0.00,`
 * 总交易单数,应结订单总金额,...
 * </pre>
 */
final class WechatBill {

  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String SUMMARY = "总交易单数";

  private WechatBill() {}

  static List<Movement> read(byte[] bill, String sha1) {
    if (!HexFormat.of().formatHex(digest(bill)).equals(sha1.toLowerCase(Locale.ROOT))) {
      throw new GatewayFault("wechat: the statement is not the one that was named");
    }
    List<String> lines = new String(bill, StandardCharsets.UTF_8).lines()
        .takeWhile(line -> !line.replace("\uFEFF", "").startsWith(SUMMARY))
        .filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      throw new GatewayFault("wechat: the statement has no line of names");
    }
    List<Movement> movements = new ArrayList<>(lines.size());
    for (Bill.Row row : Bill.rows(lines.getFirst(), lines.subList(1, lines.size()))) {
      movements.add(movement(row));
    }
    return movements;
  }

  private static Movement movement(Bill.Row row) {
    boolean isRefund = !row.field("交易状态").equals("SUCCESS");
    Currency currency = Currency.getInstance(row.field("货币种类"));
    return new Movement(
        isRefund ? Movement.Kind.REFUND : Movement.Kind.PAYMENT,
        row.field(isRefund ? "商户退款单号" : "商户订单号"),
        row.field(isRefund ? "微信退款单号" : "微信订单号"),
        new Money(fen(row.field(isRefund ? "申请退款金额" : "订单金额")), currency),
        new Money(fen(row.field("手续费")), currency),
        LocalDateTime.parse(row.field("交易时间"), SECOND).atZone(BEIJING).toInstant());
  }

  /** Fees come with five digits, of which the last three are zeros. */
  private static long fen(String yuan) {
    return AlipayPaymentClient.fen(yuan);
  }

  private static byte[] digest(byte[] bill) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bill);
    } catch (NoSuchAlgorithmException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
