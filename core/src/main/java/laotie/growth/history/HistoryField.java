package laotie.growth.history;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a column of an order table may mean, with the headers by which it is known: those of Shopify's orders
 * export of all years, of UCI Online Retail, and of the exports of Chinese platforms.
 */
public enum HistoryField {
  /** The name of the order; its lines may fill several rows. */
  ORDER("name", "ordername", "ordernumber", "orderno", "orderid", "order", "invoiceno", "invoice",
      "invoicenumber", "transactionid", "订单编号", "订单号", "主订单编号", "订单id", "交易号"),
  /** Who bought: an address, a number, any word that stays the same. */
  BUYER("email", "customeremail", "contactemail", "customerid", "customer", "buyerid", "buyer", "userid",
      "memberid", "clientid", "买家会员名", "买家昵称", "买家账号", "买家id", "买家", "会员名", "会员id", "用户id",
      "客户编号", "客户id", "客户"),
  /** Who bought where {@link #BUYER} is blank. */
  BUYER_ELSE("phone", "customerphone", "billingphone", "买家手机", "手机号", "手机号码", "联系手机", "收货人手机"),
  /** When it was ordered. */
  ORDERED_AT("createdat", "invoicedate", "orderdate", "orderedat", "date", "purchasedate", "createdate",
      "processedat", "订单创建时间", "下单时间", "创建时间", "订单时间", "日期"),
  /** When it was paid; counts before {@link #ORDERED_AT}. */
  PAID_AT("paidat", "paymentdate", "paymenttime", "订单付款时间", "付款时间", "支付时间"),
  /** What was paid for the whole order; further rows of it leave it blank or repeat it. */
  TOTAL("total", "totalprice", "ordertotal", "totalamount", "grandtotal", "amount", "revenue",
      "买家实际支付金额", "实付金额", "实付款", "实收金额", "订单金额", "总金额", "应付金额"),
  /** What was paid for the line of this row. */
  LINE_AMOUNT("lineamount", "linetotal", "lineitemtotal", "商品小计", "小计"),
  /** How many; with {@link #UNIT_PRICE} the amount of the line. Below zero they came back. */
  QUANTITY("quantity", "qty", "lineitemquantity", "数量", "购买数量", "商品数量"),
  /** Of one piece. */
  UNIT_PRICE("unitprice", "price", "lineitemprice", "itemprice", "单价", "商品单价", "商品价格"),
  /** What went back of the order. */
  REFUNDED("refundedamount", "refundamount", "refunded", "amountrefunded", "退款金额", "已退款金额"),
  /** Whether it was paid. */
  STATUS("financialstatus", "paymentstatus", "orderstatus", "status", "订单状态", "支付状态", "交易状态"),
  /** When it was cancelled. */
  CANCELLED_AT("cancelledat", "canceledat", "cancelleddate", "取消时间", "关闭时间"),
  /** ISO 4217. */
  CURRENCY("currency", "currencycode", "币种", "货币");

  private final List<String> headers;

  HistoryField(String... headers) {
    this.headers = List.of(headers);
  }

  /** By its name as a person types it: {@code ordered-at}. */
  public static Optional<HistoryField> of(String word) {
    String name = word.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    for (HistoryField field : values()) {
      if (field.name().equals(name)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /** The name as a person types it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Where each field probably stands, 0 the first column.
   *
   * @param columns the header in small letters and digits, nothing else
   */
  public static Map<HistoryField, Integer> suggested(List<String> columns) {
    Map<HistoryField, Integer> places = new EnumMap<>(HistoryField.class);
    for (HistoryField field : values()) {
      for (String header : field.headers) {
        int place = columns.indexOf(header);
        if (place >= 0) {
          places.put(field, place);
          break;
        }
      }
    }
    return places;
  }
}
