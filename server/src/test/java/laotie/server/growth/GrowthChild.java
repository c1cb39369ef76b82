package laotie.server.growth;

import java.util.concurrent.locks.LockSupport;
import laotie.server.log.ConsumerJob;
import laotie.server.log.OpenedLog;

/**
 * A process that folds log and flood into cells and stands still at its n-th step, to be killed there.
 * Arguments: address, user and password of the database, n. It writes {@code stopped} there, or
 * {@code done} when there is nothing left to fold.
 */
final class GrowthChild {

  private GrowthChild() {}

  public static void main(String[] arguments) throws Exception {
    int stopAt = Integer.parseInt(arguments[3]);
    int[] steps = {0};
    try (OpenedLog log = OpenedLog.open(arguments[0], arguments[1], arguments[2])) {
      ConsumerJob job = GrowthSquare.job(log, step -> standStill(++steps[0], stopAt));
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
