package laotie.server.hooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where names lead. The world's answer is one; a test's is another. */
@FunctionalInterface
interface Names {

  /** The resolver of the machine. */
  Names OF_THE_WORLD = host -> List.of(InetAddress.getAllByName(host));

  /** All addresses of a name, at least one; throws when it has none. It may take seconds. */
  List<InetAddress> of(String host) throws UnknownHostException;
}
