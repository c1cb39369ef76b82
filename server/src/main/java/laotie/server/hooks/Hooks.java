package laotie.server.hooks;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import laotie.fact.TradeFact.Line;
import laotie.server.goods.Goods;
import laotie.server.log.Target;
import laotie.server.trade.Trade;

/** The door of hooks: what its line of the consumers writes. Nobody else needs to ask it anything. */
@Singleton
public final class Hooks {

  private final Recorder recorder;

  Hooks(Goods goods, Trade trade, InstantSource clock) {
    this.recorder = new Recorder(new Stocks() {
      @Override
      public Map<String, Long> available(Collection<String> skuIds) {
        return goods.available(skuIds);
      }

      @Override
      public Map<String, List<Line>> linesOf(Collection<String> orderIds) {
        return trade.linesOf(orderIds);
      }
    }, clock);
  }

  /** Messages for those who want to be told, one for each fact and receiver. */
  public Target messages() {
    return recorder::add;
  }
}
