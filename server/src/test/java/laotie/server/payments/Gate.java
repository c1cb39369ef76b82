package laotie.server.payments;

/** Lets buyers in as the kills go on, so that every kill hits some of them. */
final class Gate {

  private final int last;
  private int open = -1;

  Gate(int last) {
    this.last = last;
  }

  synchronized void open(int done) {
    open = Math.min(done, last);
    notifyAll();
  }

  synchronized void await(int turn) throws InterruptedException {
    while (open < Math.min(turn, last)) {
      wait();
    }
  }
}
