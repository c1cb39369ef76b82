package laotie.server.browser;

/** What people do in a browser in more than one test. */
final class Steps {

  static final String PASSWORD = "correct horse";

  private Steps() {}

  static void signIn(Browser browser, String url, String login) {
    browser.go(url + "/sign-in");
    browser.type("field-login", login);
    browser.type("field-password", PASSWORD);
    browser.click("sign-in-submit");
    browser.await("to be signed in", () -> !browser.address().contains("/sign-in"));
  }

  static void register(Browser browser, String url, String name, String login) {
    browser.go(url + "/sign-in?register");
    browser.type("field-name", name);
    browser.type("field-login", login);
    browser.type("field-password", PASSWORD);
    browser.click("register-submit");
    browser.await("to be registered", () -> !browser.address().contains("/sign-in"));
  }

  /** In an open buying sheet, with an address that is not saved yet. */
  static void payWithAddress(Browser buyer) {
    buyer.clickSelected(".choice");
    buyer.type("field-name", "王小美");
    buyer.type("field-phone", "13800000000");
    buyer.type("field-region", "浙江省 杭州市");
    buyer.type("field-street", "文一路 1 号");
    pay(buyer);
  }

  /** In an open buying sheet, with the address of before. */
  static void payAgain(Browser buyer) {
    buyer.clickSelected(".choice");
    buyer.find("saved-address");
    pay(buyer);
  }

  private static void pay(Browser buyer) {
    buyer.click("place-order");
    buyer.click("pay-success");
    buyer.find("paid");
    buyer.click("finish");
  }
}
