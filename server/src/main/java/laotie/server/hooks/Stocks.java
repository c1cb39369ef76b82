package laotie.server.hooks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import laotie.fact.TradeFact.Line;

/** What the levels of stock are, said by the areas that know. */
interface Stocks {

  /** Units that can be promised now, by sku id; unknown ids are missing. */
  Map<String, Long> available(Collection<String> skuIds);

  /** The lines of these orders; unknown ids are missing. */
  Map<String, List<Line>> linesOf(Collection<String> orderIds);
}
