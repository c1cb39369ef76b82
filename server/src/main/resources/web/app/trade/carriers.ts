/**
 * Carriers whose parcels can be followed on a page, by what hosts call them. Chinese carriers are looked up
 * at kuaidi100, which knows all of them by a code; others at home. Nothing is asked before the buyer presses.
 */
const CARRIERS: Array<{names: RegExp; url: (number: string) => string}> = [
  chinese(/顺丰|^sf\b|sf.?express/i, "shunfeng"),
  chinese(/中通|^zto\b/i, "zhongtong"),
  chinese(/圆通|^yto\b/i, "yuantong"),
  chinese(/申通|^sto\b/i, "shentong"),
  chinese(/韵达|yunda/i, "yunda"),
  chinese(/极兔|j&t|jtexpress/i, "jtexpress"),
  chinese(/京东|^jd\b|jd.?logistics/i, "jd"),
  chinese(/ems/i, "ems"),
  chinese(/邮政|china post/i, "youzhengguonei"),
  chinese(/德邦|deppon/i, "debangwuliu"),
  {names: /dhl/i, url: (number) => `https://www.dhl.com/global-en/home/tracking.html?tracking-id=${number}`},
  {names: /^ups\b/i, url: (number) => `https://www.ups.com/track?tracknum=${number}`},
  {names: /fedex/i, url: (number) => `https://www.fedex.com/fedextrack/?trknbr=${number}`},
  {names: /usps/i, url: (number) => `https://tools.usps.com/go/TrackConfirmAction?tLabels=${number}`},
];

function chinese(names: RegExp, code: string): {names: RegExp; url: (number: string) => string} {
  return {names, url: (number) => `https://www.kuaidi100.com/chaxun?com=${code}&nu=${number}`};
}

/** Where a parcel can be followed; empty for carriers we do not know. */
export function trackingUrl(carrier: string, trackingNumber: string): string {
  const known = CARRIERS.find(({names}) => names.test(carrier.trim()));
  return known ? known.url(encodeURIComponent(trackingNumber)) : "";
}
