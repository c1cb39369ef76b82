package laotie.hooks;

import java.util.Arrays;
import java.util.Optional;

/**
 * Addresses where nothing is ever sent: whoever names them wants the server to speak to a machine that
 * stands beside it (server-side request forgery). IPv4 is refused by the registers of special addresses
 * (IANA, RFC 6890 and its updates); of IPv6 only global unicast, 2000::/3, is taken, and of that nothing
 * that hides an IPv4 address.
 */
public final class Inside {

  private Inside() {}

  /** Why an address is refused. */
  public enum Kind {
    /** 127.0.0.0/8 and ::1. */
    LOOPBACK,
    /** 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16. */
    PRIVATE,
    /** 169.254.0.0/16 (with the metadata of most clouds) and fe80::/10. */
    LINK_LOCAL,
    /** fc00::/7 and the old site-local fec0::/10. */
    UNIQUE_LOCAL,
    /** 224.0.0.0/4 and ff00::/8. */
    MULTICAST,
    /** 100.64.0.0/10, shared by the customers of a carrier; one cloud keeps its metadata there. */
    SHARED,
    /** 0.0.0.0/8 and ::. */
    THIS_NETWORK,
    /** Metadata of a cloud at a public address: 168.63.129.16. */
    METADATA,
    /** An IPv4 address inside an IPv6 one: mapped, compatible, NAT64, 6to4, Teredo. */
    HIDDEN_IPV4,
    /** Documentation, benchmarks, protocols and what nobody was given. */
    RESERVED
  }

  /** A network: the first {@code bits} of an address are as here. */
  private record Network(Kind kind, int bits, int... start) {
    boolean holds(byte[] address) {
      for (int i = 0; i < bits; i++) {
        int octet = i / 8 < start.length ? start[i / 8] : 0;
        int mask = 0x80 >> (i % 8);
        if ((address[i / 8] & mask) != (octet & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final Network[] IPV4 = {
    new Network(Kind.THIS_NETWORK, 8, 0),
    new Network(Kind.PRIVATE, 8, 10),
    new Network(Kind.SHARED, 10, 100, 64),
    new Network(Kind.LOOPBACK, 8, 127),
    new Network(Kind.LINK_LOCAL, 16, 169, 254),
    new Network(Kind.PRIVATE, 12, 172, 16),
    new Network(Kind.RESERVED, 24, 192, 0, 0),
    new Network(Kind.RESERVED, 24, 192, 0, 2),
    new Network(Kind.RESERVED, 24, 192, 88, 99),
    new Network(Kind.PRIVATE, 16, 192, 168),
    new Network(Kind.RESERVED, 15, 198, 18),
    new Network(Kind.RESERVED, 24, 198, 51, 100),
    new Network(Kind.RESERVED, 24, 203, 0, 113),
    new Network(Kind.METADATA, 32, 168, 63, 129, 16),
    new Network(Kind.MULTICAST, 4, 224),
    new Network(Kind.RESERVED, 4, 240),
  };

  /** In order: the first that holds the address names it. */
  private static final Network[] IPV6 = {
    new Network(Kind.LOOPBACK, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
    new Network(Kind.THIS_NETWORK, 128, 0),
    new Network(Kind.HIDDEN_IPV4, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff),
    new Network(Kind.HIDDEN_IPV4, 96, 0),
    new Network(Kind.HIDDEN_IPV4, 32, 0, 0x64, 0xff, 0x9b),
    new Network(Kind.HIDDEN_IPV4, 16, 0x20, 0x02),
    new Network(Kind.HIDDEN_IPV4, 32, 0x20, 0x01, 0, 0),
    new Network(Kind.RESERVED, 23, 0x20, 0x01, 0),
    new Network(Kind.RESERVED, 32, 0x20, 0x01, 0x0d, 0xb8),
    new Network(Kind.RESERVED, 20, 0x3f, 0xff, 0),
    new Network(Kind.UNIQUE_LOCAL, 7, 0xfc),
    new Network(Kind.LINK_LOCAL, 10, 0xfe, 0x80),
    new Network(Kind.UNIQUE_LOCAL, 10, 0xfe, 0xc0),
    new Network(Kind.MULTICAST, 8, 0xff),
  };

  private static final Network GLOBAL_IPV6 = new Network(Kind.RESERVED, 3, 0x20);
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  /**
   * Why nothing is sent to this address, or empty for one of the open net.
   *
   * @param address 4 or 16 bytes in the order of the net; anything else is refused
   */
  public static Optional<Kind> kindOf(byte[] address) {
    if (address.length == IPV4_BYTES) {
      return first(IPV4, address);
    }
    if (address.length != IPV6_BYTES) {
      return Optional.of(Kind.RESERVED);
    }
    Optional<Kind> special = first(IPV6, address);
    return special.isPresent() || GLOBAL_IPV6.holds(address) ? special : Optional.of(Kind.RESERVED);
  }

  private static Optional<Kind> first(Network[] networks, byte[] address) {
    return Arrays.stream(networks).filter(network -> network.holds(address)).findFirst()
        .map(Network::kind);
  }
}
