import {html} from "lit";
import {state} from "lit/decorators.js";
import {LightElement} from "../design/light";
import {say} from "../words/words";

/** How a receiver verifies; the same code stands in docs/areas/hooks.md. */
const SAMPLES: Record<string, string> = {
  "JavaScript": `import {createHmac, timingSafeEqual} from "node:crypto";

// body: the bytes as they came, before any JSON parser
export function isGenuine(secret, headers, body) {
  if (Math.abs(Date.now() / 1000 - Number(headers["webhook-timestamp"])) > 300) return false;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signed = \`\${headers["webhook-id"]}.\${headers["webhook-timestamp"]}.\${body}\`;
  const wanted = createHmac("sha256", key).update(signed).digest();
  return headers["webhook-signature"].split(" ").some((each) => {
    const given = Buffer.from(each.replace(/^v1,/, ""), "base64");
    return each.startsWith("v1,") && given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}`,
  "Java": `static boolean isGenuine(String secret, String id, String timestamp, String header, String body)
    throws GeneralSecurityException {
  if (Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) > 300) return false;
  Mac mac = Mac.getInstance("HmacSHA256");
  byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
  mac.init(new SecretKeySpec(key, "HmacSHA256"));
  byte[] wanted = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
  return Arrays.stream(header.split(" ")).filter(each -> each.startsWith("v1,"))
      .anyMatch(each -> MessageDigest.isEqual(wanted, Base64.getDecoder().decode(each.substring(3))));
}`,
  "curl": `# sends a signed message to a receiver of yours
SECRET=whsec_...; ID=msg_1; NOW=$(date +%s); BODY='{"type":"hook.test","data":{}}'
KEY=$(printf %s "\${SECRET#whsec_}" | base64 -d | xxd -p -c 256)
SIGNED=$(printf '%s.%s.%s' "$ID" "$NOW" "$BODY" \\
  | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64)
curl https://erp.example/laotie -H 'content-type: application/json' -d "$BODY" \\
  -H "webhook-id: $ID" -H "webhook-timestamp: $NOW" -H "webhook-signature: v1,$SIGNED"`,
};

/** A code sample that verifies a signature, in three languages. */
export class HookSample extends LightElement {
  @state() language = "JavaScript";

  protected override render() {
    return html`<details class="card padded hook-sample" data-test="hook-sample">
      <summary class="subheading">${say("hooks.sample")}</summary>
      <div class="stack">
        <p class="quiet">${say("hooks.sampleDetail")}</p>
        <div class="segments" role="group" aria-label=${say("hooks.language")}>
          ${Object.keys(SAMPLES).map((each) => html`<button aria-pressed=${each === this.language}
            data-test="sample-${each}" @click=${() => (this.language = each)}>${each}</button>`)}
        </div>
        <lt-copy-text .label=${say("hooks.sample")} .text=${SAMPLES[this.language]!} test="sample-code"
          .isBlock=${true}></lt-copy-text>
      </div>
    </details>`;
  }
}

customElements.define("lt-hook-sample", HookSample);
