import type {ReactiveController, ReactiveControllerHost} from "lit";
import {Cell} from "../design/cell";
import type {Tier} from "../fans/types";
import {api} from "../http/api";
import {serverNow} from "../http/clock";
import type {Money, Product, Sku} from "../http/types";
import {account} from "../shell/session";
import {unitsFor} from "../trade/waits";

/** Units set aside at a lower price for a short time, as the server tells of them. */
export interface FlashSale {
  flashSaleId: string;
  skuId: string;
  productId: string;
  title: string;
  skuName: string;
  pictureUrl?: string;
  list: Money;
  price: Money;
  units: number;
  left: number;
  held: number;
  sold: number;
  buyerMax?: number;
  startsAt: string;
  endsAt: string;
  isOver: boolean;
}

/** A coupon; `uses` is there when the viewer holds it. */
export interface Coupon {
  couponId: string;
  hostId?: string;
  name: string;
  code?: string;
  kind: "FIXED" | "PERCENT" | "THRESHOLD";
  off?: Money;
  percent: number;
  cap?: Money;
  threshold?: Money;
  isRoomOnly: boolean;
  tier: Tier | "STRANGER" | "FOLLOWER";
  isFirstOrder: boolean;
  startsAt: string;
  endsAt: string;
  isEnded: boolean;
  usesMax: number;
  buyerMax: number;
  claims: number;
  left: number;
  payer: "HOST" | "PLATFORM";
  uses?: {left: number; used: number};
}

export interface Offers {
  flashSales: FlashSale[];
  roomPrices: Array<{skuId: string; price: Money}>;
  coupons: Coupon[];
}

export const NO_OFFERS: Offers = {flashSales: [], roomPrices: [], coupons: []};

const HOSTS_MAX = 40;
const FRESH_MS = 15_000;
const TIMER_MAX_MS = 2 ** 31 - 1;

/** A room full of people must not ask in the same instant. */
const SPREAD_MS = 2_500;

/** The offers of one host, shared by all that shows them; drawn again when a flash sale begins or ends. */
class Shelf {
  readonly offers = new Cell<Offers>(NO_OFFERS);
  watchers = 0;
  #askedAt = Number.NEGATIVE_INFINITY;
  #timer?: ReturnType<typeof setTimeout>;

  constructor(private readonly hostId: string) {}

  askOnce(): void {
    if (performance.now() - this.#askedAt > FRESH_MS) {
      void this.ask();
    }
  }

  async ask(): Promise<void> {
    this.#askedAt = performance.now();
    try {
      this.offers.value = await api.peek<Offers>(`/hosts/${this.hostId}/offers`);
    } catch (thrown) {
      // List prices stand; the buy sheet asks for the price anyway.
      console.warn("the offers could not be read", thrown);
    }
    this.#wait();
  }

  /** Asks when somebody still looks, at an instant of one's own. */
  later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#again(), Math.random() * SPREAD_MS);
  }

  /** Until the next flash sale begins or ends, by the server's clock. */
  #wait(): void {
    clearTimeout(this.#timer);
    const now = serverNow();
    const turns = this.offers.value.flashSales.flatMap(({startsAt, endsAt}) => [startsAt, endsAt])
      .map((instant) => Date.parse(instant) - now).filter((left) => left > 0);
    if (turns.length > 0) {
      this.#timer = setTimeout(() => this.#turn(), Math.min(TIMER_MAX_MS, Math.min(...turns) + 100));
    }
  }

  /** What is live is decided by the clock: nobody need be asked in the second in which everybody orders. */
  #turn(): void {
    this.offers.value = {...this.offers.value};
    this.#wait();
  }

  #again(): void {
    if (this.watchers > 0) {
      void this.ask();
    }
  }
}

const shelves = new Map<string, Shelf>();

function shelfOf(hostId: string): Shelf {
  const shelf = shelves.get(hostId) ?? new Shelf(hostId);
  shelves.delete(hostId);
  shelves.set(hostId, shelf);
  for (const [oldId, old] of shelves) {
    if (shelves.size > HOSTS_MAX && old.watchers === 0) {
      shelves.delete(oldId);
    }
  }
  return shelf;
}

account.watch(() => shelves.forEach((shelf) => shelf.watchers > 0 && void shelf.ask()));

/** The room says that something changed. */
export function offersChanged(hostId: string): void {
  shelves.get(hostId)?.later();
}

/** The room says how many units are left. */
export function flashLeft(hostId: string, left: Record<string, number>): void {
  const shelf = shelves.get(hostId);
  if (shelf) {
    const flashSales = shelf.offers.value.flashSales.map((sale) =>
      ({...sale, left: left[sale.flashSaleId] ?? sale.left}));
    shelf.offers.value = {...shelf.offers.value, flashSales};
  }
}

/** Gets a coupon; a person without a session is asked for one first. */
export async function claimCoupon(hostId: string, couponId: string): Promise<void> {
  const shelf = shelfOf(hostId);
  try {
    learn(shelf, await api.post<Coupon>(`/coupons/${couponId}/claims`));
  } catch (thrown) {
    void shelf.ask();
    throw thrown;
  }
}

/** Gets a coupon by its code and answers its id. */
export async function claimByCode(hostId: string, code: string): Promise<string> {
  const coupon = await api.post<Coupon>("/coupons/claims", {hostId, code});
  learn(shelfOf(hostId), coupon);
  return coupon.couponId;
}

function learn(shelf: Shelf, coupon: Coupon): void {
  const {coupons} = shelf.offers.value;
  const isKnown = coupons.some(({couponId}) => couponId === coupon.couponId);
  shelf.offers.value = {...shelf.offers.value, coupons: isKnown
    ? coupons.map((each) => (each.couponId === coupon.couponId ? coupon : each)) : [coupon, ...coupons]};
}

/** The offers of the host an element is about; the element is drawn again when they change. */
export class OffersHere implements ReactiveController {
  #shelf?: Shelf;
  #hostId = "";
  #stop: () => void = () => undefined;

  constructor(private readonly element: ReactiveControllerHost, private readonly hostId: () => string) {
    element.addController(this);
  }

  get value(): Offers {
    return this.#shelf?.offers.value ?? NO_OFFERS;
  }

  hostUpdate(): void {
    const hostId = this.hostId();
    if (hostId !== this.#hostId) {
      this.#leave();
      this.#hostId = hostId;
      if (hostId) {
        this.#enter(shelfOf(hostId));
      }
    }
  }

  hostDisconnected(): void {
    this.#leave();
    this.#hostId = "";
  }

  #enter(shelf: Shelf): void {
    this.#shelf = shelf;
    shelf.watchers++;
    this.#stop = shelf.offers.watch(() => this.element.requestUpdate());
    shelf.askOnce();
  }

  #leave(): void {
    if (this.#shelf) {
      this.#stop();
      this.#shelf.watchers--;
      this.#shelf = undefined;
    }
  }
}

/** The flash sale of a variant that is live by the server's clock, sold out or not. */
export function liveSale(offers: Offers, skuId: string): FlashSale | undefined {
  const now = serverNow();
  return offers.flashSales.find((sale) => sale.skuId === skuId && !sale.isOver
    && Date.parse(sale.startsAt) <= now && now < Date.parse(sale.endsAt));
}

/** What can be bought of a variant: on the shelf, kept for who waited, and set aside for a flash sale. */
export function unitsOf(sku: Sku, offers: Offers): number {
  return unitsFor(sku) + (liveSale(offers, sku.skuId)?.left ?? 0);
}

export function unitsOfProduct(product: Product, offers: Offers): number {
  return product.skus.reduce((sum, sku) => sum + unitsOf(sku, offers), 0);
}

/** The price of a variant beside its list price, where there is one. */
export interface Special {
  kind: "FLASH" | "ROOM";
  price: Money;
  list: Money;
}

export function specialOf(sku: Sku, offers: Offers, isInRoom: boolean): Special | undefined {
  const sale = liveSale(offers, sku.skuId);
  if (sale && sale.left > 0 && sale.price.minor < sku.price.minor) {
    return {kind: "FLASH", price: sale.price, list: sku.price};
  }
  const room = isInRoom ? offers.roomPrices.find(({skuId}) => skuId === sku.skuId) : undefined;
  return room && room.price.minor < sku.price.minor
    ? {kind: "ROOM", price: room.price, list: sku.price} : undefined;
}

/** The flash sale a card tells of: the live one that ends first, else the one that begins next. */
export function saleOfProduct(product: Product, offers: Offers): FlashSale | undefined {
  const now = serverNow();
  const ours = offers.flashSales.filter((sale) => sale.productId === product.productId && !sale.isOver
    && now < Date.parse(sale.endsAt));
  const live = ours.filter((sale) => Date.parse(sale.startsAt) <= now);
  return live.find(({left}) => left > 0) ?? live[0]
    ?? ours.sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))[0];
}

export function isLive(sale: FlashSale): boolean {
  return Date.parse(sale.startsAt) <= serverNow();
}
