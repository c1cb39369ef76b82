package laotie.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is sent inside, however the address is written. */
class InsideTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, LOOPBACK", "127.255.255.254, LOOPBACK", "::1, LOOPBACK",
    "10.0.0.0, PRIVATE", "10.255.255.255, PRIVATE", "172.16.0.1, PRIVATE", "172.31.255.255, PRIVATE",
    "192.168.0.1, PRIVATE", "192.168.255.255, PRIVATE",
    "169.254.169.254, LINK_LOCAL", "169.254.0.0, LINK_LOCAL", "fe80::1, LINK_LOCAL", "febf::1, LINK_LOCAL",
    "fc00::1, UNIQUE_LOCAL", "fd00:ec2::254, UNIQUE_LOCAL", "fec0::1, UNIQUE_LOCAL",
    "224.0.0.1, MULTICAST", "239.255.255.250, MULTICAST", "ff02::1, MULTICAST",
    "100.64.0.1, SHARED", "100.100.100.200, SHARED", "100.127.255.255, SHARED",
    "0.0.0.0, THIS_NETWORK", "0.1.2.3, THIS_NETWORK", "::, THIS_NETWORK",
    "168.63.129.16, METADATA",
    "64:ff9b::7f00:1, HIDDEN_IPV4", "64:ff9b:1::a00:1, HIDDEN_IPV4", "2002:7f00:1::, HIDDEN_IPV4",
    "2001:0:7f00:1::, HIDDEN_IPV4", "::127.0.0.1, HIDDEN_IPV4", "::8.8.8.8, HIDDEN_IPV4",
    "192.0.0.192, RESERVED", "192.0.2.1, RESERVED", "192.88.99.1, RESERVED", "198.18.0.1, RESERVED",
    "198.19.255.255, RESERVED", "198.51.100.7, RESERVED", "203.0.113.7, RESERVED", "240.0.0.1, RESERVED",
    "255.255.255.255, RESERVED", "2001:db8::1, RESERVED", "2001:20::1, RESERVED", "3fff::1, RESERVED",
    "100::1, RESERVED", "5f00::1, RESERVED", "4000::1, RESERVED", "1fff::1, RESERVED",
  })
  void refusesEverySpecialAddress(String address, Inside.Kind kind) {
    assertThat(Inside.kindOf(InetAddress.ofLiteral(address).getAddress())).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
    "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0",
    "192.0.1.1", "192.0.3.1", "198.17.255.255", "198.20.0.0", "168.63.129.15", "223.255.255.255",
    "2606:4700::1111", "2001:4860:4860::8888", "2001:200::1", "2003::1", "2400:cb00::1",
  })
  void takesTheOpenNetUpToTheEdges(String address) {
    assertThat(Inside.kindOf(InetAddress.ofLiteral(address).getAddress())).isEmpty();
  }

  @Test
  void refusesAMappedAddressEvenOfTheOpenNet() {
    // The JDK unwraps these literals itself, so the bytes are given as a resolver could give them.
    byte[] loopback = HexFormat.of().parseHex("00000000000000000000ffff7f000001");
    byte[] open = HexFormat.of().parseHex("00000000000000000000ffff01010101");
    assertThat(Inside.kindOf(loopback)).contains(Inside.Kind.HIDDEN_IPV4);
    assertThat(Inside.kindOf(open)).contains(Inside.Kind.HIDDEN_IPV4);
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThat(Inside.kindOf(new byte[0])).isPresent();
    assertThat(Inside.kindOf(new byte[5])).isPresent();
  }

  /** The JDK's own idea of special addresses, asked of a million addresses, never knows one we miss. */
  @Test
  void refusesWhateverTheJdkCallsSpecial() throws Exception {
    Random chance = new Random(17);
    byte[][] shapes = {new byte[4], new byte[16]};
    for (int i = 0; i < 1_000_000; i++) {
      byte[] bytes = shapes[i % 2];
      chance.nextBytes(bytes);
      if (i % 3 == 0) {
        bytes[0] = (byte) new int[] {0xfc, 0xfd, 0xfe, 0xff, 127, 10, 192, 172, 169}[chance.nextInt(9)];
        bytes[1] = (byte) new int[] {0x80, 0xc0, 168, 16, 254}[chance.nextInt(5)];
      }
      InetAddress address = InetAddress.getByAddress(bytes);
      boolean isSpecial = address.isLoopbackAddress() || address.isSiteLocalAddress()
          || address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress();
      if (isSpecial) {
        Optional<Inside.Kind> kind = Inside.kindOf(bytes);
        assertThat(kind).as(address.toString()).isPresent();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {443, 1024, 8080, 8443, 65_535})
  void takesThePortsOfReceivers(int port) {
    assertThat(Ports.isOpen(port)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 22, 25, 80, 1023, 3306, 5432, 6379, 9200, 11211, 27017, 65_536})
  void refusesThePortsOfOthers(int port) {
    assertThat(Ports.isOpen(port)).isFalse();
  }
}
