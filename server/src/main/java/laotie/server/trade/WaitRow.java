package laotie.server.trade;

import laotie.trade.Wait;

/**
 * A place in a line with what a notice says of the goods.
 *
 * @param title of the product when he joined
 */
record WaitRow(Wait place, String productId, String hostId, String title) {

  WaitRow as(Wait after) {
    return new WaitRow(after, productId, hostId, title);
  }
}
