package laotie.server.payments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import laotie.fact.Money;
import laotie.payments.Movement;

/**
 * Alipay's statement: an archive of two texts in GBK, of which the one that is no summary has a line a
 * movement, between lines of remarks.
 *
 * <pre>
 * #支付宝业务明细查询
 * 支付宝交易号,商户订单号,业务类型,...,完成时间,...,订单金额（元）,...,退款批次号/请求号,服务费（元）,分润（元）,备注
 * 2026112822001,pay_7k,交易,...,2026-11-28 12:00:01,...,80.00,...,,-0.48,0.00,
 * </pre>
 */
final class AlipayBill {

  private static final Charset GBK = Charset.forName("GBK");
  private static final int FILES_MAX = 10;

  private AlipayBill() {}

  static List<Movement> read(byte[] archive) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive), GBK)) {
      int files = 0;
      for (ZipEntry file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
        if (++files > FILES_MAX) {
          throw new GatewayFault("alipay: a statement of more than " + FILES_MAX + " files");
        }
        if (!file.isDirectory() && !file.getName().contains("汇总")) {
          return movements(new String(BillClient.bounded(zip), GBK));
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new GatewayFault("alipay: the statement cannot be opened", unreadable);
    }
    throw new GatewayFault("alipay: the statement has no list");
  }

  private static List<Movement> movements(String text) {
    List<String> lines = text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
    if (lines.isEmpty()) {
      throw new GatewayFault("alipay: the statement has no line of names");
    }
    List<Movement> movements = new ArrayList<>(lines.size());
    for (Bill.Row row : Bill.rows(lines.getFirst(), lines.subList(1, lines.size()))) {
      movements.add(movement(row));
    }
    return movements;
  }

  private static Movement movement(Bill.Row row) {
    boolean isRefund = row.field("业务类型").contains("退款");
    Money amount = Money.cny(Math.abs(AlipayPaymentClient.fen(row.field("订单金额（元）"))));
    return new Movement(
        isRefund ? Movement.Kind.REFUND : Movement.Kind.PAYMENT,
        row.field(isRefund ? "退款批次号/请求号" : "商户订单号"),
        row.field("支付宝交易号"), amount,
        // A fee is minus what was kept, and plus when it comes back with a refund.
        Money.cny(-AlipayPaymentClient.fen(row.field("服务费（元）"))),
        AlipayPaymentClient.instant(row.field("完成时间")));
  }
}
