package laotie.server.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Every key of the project, {@code laotie.<area>.<name>}, with its default and unit. Set one as a system
 * property ({@code -Dlaotie.http.port=9000}) or in the environment ({@code LAOTIE_HTTP_PORT=9000}). An
 * unknown key stops the start.
 */
@ConfigMapping(prefix = "laotie")
public interface Settings {

  /** True fills the square with simulated people; set by {@code ./laotie demo}. */
  @WithDefault("false")
  boolean demo();

  DataSettings data();

  DatabaseSettings database();

  HttpSettings http();

  ShopSettings shop();

  VideoSettings video();

  TradeSettings trade();

  SettlementSettings settlement();

  NoticesSettings notices();

  PaymentsSettings payments();

  HooksSettings hooks();

  /**
   * Reads a path as an absolute one: programs that run in folders of their own must still find it.
   */
  final class WholePath implements Converter<Path> {
    @Override
    public Path convert(String text) {
      return Path.of(text).toAbsolutePath().normalize();
    }
  }

  /** Where things are kept. */
  interface DataSettings {
    /** The folder of the database, pictures, recordings and the server's secret. */
    @WithDefault("data")
    @WithConverter(WholePath.class)
    Path dir();

    /** The start is refused with less free room than this, in megabytes. */
    @WithDefault("500")
    long freeMegabytesMin();
  }

  /** The real PostgreSQL, when the built-in one is not wanted. */
  interface DatabaseSettings {
    /** A JDBC address; absent starts the built-in PostgreSQL 18 in the data folder. */
    Optional<String> url();

    @WithDefault("postgres")
    String user();

    Optional<String> password();
  }

  /** The door for browsers. */
  interface HttpSettings {
    @WithDefault("0.0.0.0")
    String host();

    @WithDefault("8080")
    int port();

    /** The address people type, such as {@code https://shop.example}; absent takes it from each request. */
    Optional<String> publicUrl();
  }

  /** The shop. */
  interface ShopSettings {
    /** The zone of business days. */
    @WithDefault("Asia/Shanghai")
    ZoneId zone();
  }

  /** Live video. */
  interface VideoSettings {
    /** The port for RTMP publishers; 0 takes any. */
    @WithDefault("1935")
    @WithName("rtmp-port")
    int rtmpPort();

    /** The ffmpeg program; absent takes the bundled one, then that of PATH. */
    Optional<Path> ffmpeg();

    /** How long the recording of a show is kept after its last picture, for clips; 0 records nothing. */
    @WithDefault("P7D")
    Duration recording();

    /** What all recordings may take of the disk, in gigabytes; the oldest goes first. */
    @WithDefault("20")
    @WithName("recordings-gigabytes-max")
    long recordingsGigabytesMax();
  }

  /** Orders. */
  interface TradeSettings {
    /** How long stock is promised to an unpaid order. */
    @WithDefault("PT15M")
    Duration hold();

    /** How long a unit that came back is kept for the first who waits for it. */
    @WithDefault("PT15M")
    Duration offer();

    /** Orders of one buyer that may wait for their payment at one time; 0 for any number. */
    @WithDefault("20")
    @WithName("unpaid-orders-max")
    int unpaidOrdersMax();
  }

  /** What the platform takes, and when hosts get theirs. */
  interface SettlementSettings {
    /** Commission on what goods earn, in hundredths of a percent, unless a host has terms of his own. */
    @WithDefault("500")
    int commissionBasisPoints();

    /** Days after delivery until a host's money is due. */
    @WithDefault("7")
    int afterDays();

    /** The least that is paid out, minor units. */
    @WithDefault("100")
    long payoutLeastMinor();
  }

  /** What people are told beside the bell. Mail is off until {@code mail-from} is set. */
  interface NoticesSettings {
    /** The sender of mails, such as {@code Laotie <square@shop.example>}; absent sends none. */
    Optional<String> mailFrom();

    /** The SMTP server. */
    @WithDefault("localhost")
    String mailHost();

    @WithDefault("587")
    int mailPort();

    Optional<String> mailUser();

    Optional<String> mailPassword();

    /** STARTTLS: DISABLED, OPTIONAL or REQUIRED. */
    @WithDefault("OPTIONAL")
    String mailStartTls();
  }

  /**
   * Gateways that take money. One without its keys is not offered. A secret is given as it is, or as {@code
   * file:/path} to a file that holds it.
   */
  interface PaymentsSettings {
    /** The gateway that pretends; absent offers it while no other gateway has its keys. */
    Optional<Boolean> mock();

    StripeSettings stripe();

    AlipaySettings alipay();

    WechatSettings wechat();
  }

  /** Stripe: its two secrets go together. */
  interface StripeSettings {
    /** The secret key, {@code sk_live_...} or {@code sk_test_...}. */
    Optional<String> key();

    /** The secret of the webhook {@code /hooks/payments/stripe}, {@code whsec_...}. */
    Optional<String> webhookSecret();

    @WithDefault("https://api.stripe.com")
    URI url();
  }

  /** Alipay with keys (RSA2): the first three go together. */
  interface AlipaySettings {
    Optional<String> appId();

    /** The app's own key, PKCS#8, with or without its PEM lines. */
    Optional<String> privateKey();

    /** Alipay's key for this app, with or without its PEM lines. */
    Optional<String> publicKey();

    /** The seller (PID) that notices must name; absent takes any of this app. */
    Optional<String> sellerId();

    @WithDefault("https://openapi.alipay.com/gateway.do")
    URI url();
  }

  /** WeChat Pay v3: all but the two ways of knowing the platform go together; of those one is needed. */
  interface WechatSettings {
    Optional<String> appId();

    Optional<String> merchantId();

    /** The serial number of the merchant's certificate. */
    Optional<String> merchantSerial();

    /** The merchant's own key, PKCS#8 PEM. */
    Optional<String> privateKey();

    /** The key of notices, 32 characters (APIv3). */
    Optional<String> noticeKey();

    /** The platform's key, PEM, and its id {@code PUB_KEY_ID_...}. */
    Optional<String> publicKey();

    Optional<String> publicKeyId();

    /** The platform's certificate, PEM; for merchants that have no platform key yet. */
    Optional<String> certificate();

    @WithDefault("https://api.mch.weixin.qq.com")
    URI url();
  }

  /** Webhooks out. */
  interface HooksSettings {
    /** True also sends to addresses inside, by http and to any port: for development and tests only. */
    @WithDefault("false")
    boolean internal();
  }
}
