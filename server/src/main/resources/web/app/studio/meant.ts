import type {Card} from "../http/types";

/** `3号链接`, `No. 3`, `#3`, `link 3`: hosts count their cards aloud, and viewers answer with the number. */
const NUMBERED = /(?:(\d{1,3})\s*号)|(?:(?:no\.?|number|link|item|#)\s*(\d{1,3}))/i;
/** Words that point at what is on the video now. */
const POINTING = /这|该款|\b(?:this|that|it)\b/i;

/**
 * The card that a message most likely means: the one it numbers, else the one whose title, variants or
 * category it shares most word parts with, else, for "this one", the pinned one. None when nothing fits.
 */
export function meantCard(text: string, cards: Card[]): Card | undefined {
  const counted = NUMBERED.exec(text);
  const place = Number(counted?.[1] ?? counted?.[2] ?? 0);
  if (place > 0 && cards[place - 1]) {
    return cards[place - 1];
  }
  const said = parts(text);
  let best: Card | undefined;
  let most = 0;
  for (const card of cards) {
    const {title, category, skus} = card.product;
    const own = parts([title, category, ...skus.map((sku) => sku.name)].join(" "));
    const shared = [...said].filter((part) => own.has(part)).length;
    if (shared > most || (shared === most && shared > 0 && card.isPinned)) {
      best = card;
      most = shared;
    }
  }
  return best ?? (POINTING.test(text) ? cards.find((card) => card.isPinned) : undefined);
}

/** Words of Latin script and pairs of Chinese characters, without the words everybody asks with. */
function parts(text: string): Set<string> {
  const found = new Set<string>();
  const plain = text.toLowerCase();
  for (const word of plain.match(/[a-z]{3,}/g) ?? []) {
    if (!ASKING.has(word)) {
      found.add(word.replace(/s$/, ""));
    }
  }
  for (const run of plain.match(/[\u4e00-\u9fff]+/g) ?? []) {
    for (let at = 0; at + 1 < run.length; at++) {
      const pair = run.slice(at, at + 2);
      if (!ASKING.has(pair)) {
        found.add(pair);
      }
    }
  }
  return found;
}

const ASKING = new Set(["how", "much", "buy", "the", "this", "that", "link", "price", "what", "where",
  "please", "can", "get", "for", "you", "have", "size", "stock", "left", "求链", "链接", "怎么", "么买", "多少", "少钱", "还有",
  "有货", "有没", "没有", "这个", "那个", "上链", "一下", "请问", "尺码"]);
