package laotie.server.hooks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import laotie.fact.TradeFact.Line;
import laotie.server.log.ConsumerJob;
import laotie.server.log.OpenedLog;

/**
 * A process that turns the log into messages and stands still at its n-th step, to be killed there.
 * Arguments: address, user and password of the database, n. It writes {@code stopped} there, or
 * {@code done} when there is nothing left.
 */
final class HookChild {

  private static final Stocks NO_STOCKS = new Stocks() {
    @Override
    public Map<String, Long> available(Collection<String> skuIds) {
      return Map.of();
    }

    @Override
    public Map<String, List<Line>> linesOf(Collection<String> orderIds) {
      return Map.of();
    }
  };

  private HookChild() {}

  public static void main(String[] arguments) throws Exception {
    int stopAt = Integer.parseInt(arguments[3]);
    int[] steps = {0};
    try (OpenedLog log = OpenedLog.open(arguments[0], arguments[1], arguments[2])) {
      ConsumerJob job = Yard.job(log, NO_STOCKS, () -> Yard.START, step -> standStill(++steps[0], stopAt));
      while (job.step() > 0) {
        // The log is finite: until nothing is left.
      }
      System.out.println("done");
    }
  }

  private static void standStill(int step, int stopAt) {
    if (step == stopAt) {
      System.out.println("stopped");
      while (true) {
        LockSupport.park();
      }
    }
  }
}
