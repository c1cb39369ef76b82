package laotie.server.notices;

import java.util.Map;
import java.util.Optional;

/** The sentences of mails; those of the screen stand in the page's message files. */
final class MailWords {

  private MailWords() {}

  /** A mail as it is sent. */
  record Letter(String subject, String text) {}

  static Letter code(String locale, String code) {
    return isChinese(locale)
        ? new Letter("老铁：验证码 " + code, "您的验证码是 " + code + "，一小时内有效。如果不是您本人操作，请忽略这封邮件。")
        : new Letter("Laotie: your code " + code,
            "Your code is " + code + ". It holds for an hour. If you did not ask for it, ignore this mail.");
  }

  /**
   * @param publicUrl where the square is, without it the mail has no link
   */
  static Letter notice(NoticeStore.Row notice, String locale, Optional<String> publicUrl) {
    boolean isChinese = isChinese(locale);
    String subject = sentence(notice, isChinese);
    StringBuilder text = new StringBuilder(subject).append("\n");
    if (!notice.words().isEmpty()) {
      text.append("\n").append(notice.words()).append("\n");
    }
    publicUrl.filter(url -> !notice.path().isEmpty()).ifPresent(
        url -> text.append("\n").append(url.replaceAll("/+$", "")).append(notice.path()).append("\n"));
    text.append("\n").append(isChinese ? "在“我的 · 关系与消息”里可以随时关闭邮件。"
        : "You can turn these mails off at any time under Me, Relations and messages.").append("\n");
    return new Letter(oneLine(subject), text.toString());
  }

  private static String sentence(NoticeStore.Row notice, boolean isChinese) {
    Map<String, String> names = notice.names();
    String host = names.getOrDefault("host", "");
    String title = names.getOrDefault("title", "");
    return switch (notice.kind()) {
      case RESERVATION_SOON -> isChinese ? host + " 的直播快开始了：" + title
          : host + " goes live soon: " + title;
      case SHOW_STARTED -> isChinese ? host + " 开播了：" + title : host + " is live: " + title;
      case CARD_ANSWERED -> isChinese ? host + " 回答了您的问题" : host + " answered your question";
      case DEMAND_MET -> isChinese ? host + " 上架了您想要的：" + title : host + " now sells what you asked for: "
          + title;
      case HOST_WROTE -> isChinese ? host + " 给您写了消息" : host + " wrote to you";
      case COMMENT_ANSWERED -> throw new IllegalArgumentException("answers to comments are not mailed");
      case COMMENT_CHOSEN -> isChinese ? "您的评论获得了 " + host + " 的今日之星"
          : "Your comment is the comment of the day of " + host;
      case HOOK_FAILING -> isChinese ? "Webhook “" + names.getOrDefault("name", "") + "” 已经失败一天了"
          : "Your webhook " + names.getOrDefault("name", "") + " has been failing for a day";
      case HOOK_OFF -> isChinese ? "Webhook “" + names.getOrDefault("name", "") + "” 已停用"
          : "Your webhook " + names.getOrDefault("name", "") + " was switched off";
      case TIER_ROSE -> isChinese ? "您和 " + host + " 的关系升级了" : "You are closer to " + host + " now";
      case ORDER_SHIPPED -> isChinese ? host + " 发货了：" + title : host + " shipped " + title;
      case ORDER_CANCELLED -> isChinese ? "买家在发货前取消了订单：" + title
          : "A buyer cancelled before shipping: " + title;
      case RETURN_ASKED -> isChinese ? "买家的退款申请有新进展：" + title : "News of a buyer's return: " + title;
      case RETURN_ANSWERED -> isChinese ? "您的退款申请有新进展：" + title : "News of your return: " + title;
      case REVIEW_WRITTEN -> isChinese ? "有买家写了评价：" + title : "A buyer reviewed " + title;
      case REVIEW_ANSWERED -> isChinese ? host + " 回复了您的评价" : host + " answered your review";
      case REVIEW_DECIDED -> isChinese ? "关于您的评价，平台有新的处理" : "The square decided about your review";
      case STOCK_BACK -> isChinese ? "您等的到货了，已为您留一件：" + title
          : "Back in stock, and one is held for you: " + title;
      case BOOKS_DIFFER -> isChinese ? "对账有差异：" + title : "The books differ: " + title;
    };
  }

  private static boolean isChinese(String locale) {
    return locale.equals("zh-CN");
  }

  /** A name must not become a second header. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
