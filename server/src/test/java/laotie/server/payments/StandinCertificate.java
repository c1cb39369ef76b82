package laotie.server.payments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** A certificate of the stand-in platform's key, signed by itself, as WeChat hands one out. */
final class StandinCertificate {

  private static final BigInteger SERIAL = new BigInteger("5A17B0C1D2E3F4", 16);

  static final String SERIAL_HEX = SERIAL.toString(16).toUpperCase(java.util.Locale.ROOT);
  static final String PEM = pem();

  private StandinCertificate() {}

  private static String pem() {
    AlgorithmIdentifier algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption);
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(SERIAL));
    generator.setIssuer(new X500Name("CN=Stand-in platform"));
    generator.setSubject(new X500Name("CN=Stand-in platform"));
    generator.setStartDate(new Time(Date.from(Instant.now().minus(1, ChronoUnit.DAYS))));
    generator.setEndDate(new Time(Date.from(Instant.now().plus(30, ChronoUnit.DAYS))));
    generator.setSignature(algorithm);
    generator.setSubjectPublicKeyInfo(
        SubjectPublicKeyInfo.getInstance(WechatStandin.PLATFORM.getPublic().getEncoded()));
    TBSCertificate body = generator.generateTBSCertificate();
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(WechatStandin.PLATFORM.getPrivate());
      signature.update(body.getEncoded("DER"));
      return StandinKeys.pem("CERTIFICATE", new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
          body, algorithm, new DERBitString(signature.sign())}).getEncoded("DER"));
    } catch (GeneralSecurityException bug) {
      throw new IllegalStateException(bug);
    } catch (IOException bug) {
      throw new UncheckedIOException(bug);
    }
  }
}
