package laotie.server.growth;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import laotie.server.log.ConsumerJob;
import laotie.server.log.OpenedLog;

/**
 * A process in which every consumer of growth folds log and flood, and that stands still at its n-th step, to
 * be killed there. Arguments: address, user and password of the database, n. It writes {@code stopped} there,
 * or {@code done} when there is nothing left to fold.
 */
final class GrowthChild {

  private GrowthChild() {}

  public static void main(String[] arguments) throws Exception {
    int stopAt = Integer.parseInt(arguments[3]);
    int[] steps = {0};
    try (OpenedLog log = OpenedLog.open(arguments[0], arguments[1], arguments[2])) {
      List<ConsumerJob> jobs = GrowthSquare.jobs(log, step -> standStill(++steps[0], stopAt));
      int rows;
      do {
        // The log is finite: until nothing is left.
        rows = 0;
        for (ConsumerJob job : jobs) {
          rows += job.step();
        }
      } while (rows > 0);
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
