package laotie.server.reviews;

import jakarta.inject.Singleton;
import laotie.server.goods.Goods;
import laotie.server.notices.Notices;
import laotie.server.people.People;
import laotie.server.trade.Trade;

/** The neighbours of reviews: what was bought, how it looks, who people are, and the bell. */
@Singleton
record Shop(Trade trade, Goods goods, People people, Notices notices) {}
