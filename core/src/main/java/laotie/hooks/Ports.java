package laotie.hooks;

import java.util.Set;

/** Ports a receiver may listen on: that of HTTPS and the unprivileged ones, without the known databases. */
public final class Ports {

  /** The port of https. */
  public static final int HTTPS = 443;

  private static final int UNPRIVILEGED_MIN = 1_024;
  private static final int PORT_MAX = 65_535;

  /**
   * Services that speak no HTTP, or one without a question who asks: SQL Server, Oracle, NFS, Docker, etcd,
   * MySQL, RDP, PostgreSQL, AMQP, CouchDB, VNC, Redis, IRC, InfluxDB, Cassandra, Kafka, Elasticsearch,
   * Kubelet, Memcached, MongoDB.
   */
  private static final Set<Integer> OTHERS = Set.of(
      1433, 1521, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 5432, 5672, 5984, 5900, 6379, 6667, 8086, 9042,
      9092, 9200, 9300, 10250, 11211, 27017);

  private Ports() {}

  public static boolean isOpen(int port) {
    return port == HTTPS || port >= UNPRIVILEGED_MIN && port <= PORT_MAX && !OTHERS.contains(port);
  }
}
