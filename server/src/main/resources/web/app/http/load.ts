import type {ReactiveController, ReactiveControllerHost, TemplateResult} from "lit";
import {failed} from "../design/states";
import {api, type Query} from "./api";
import {type Problem, asProblem} from "./problem";
import type {Page} from "./types";

/** Calls of one screen: a late answer of an older call is dropped, a refusal is kept to be shown. */
class Calls {
  problem?: Problem;
  isWaiting = false;
  #turn = 0;

  constructor(private readonly host: ReactiveControllerHost) {}

  async run<T>(call: () => Promise<T>, take: (answer: T) => void): Promise<void> {
    const turn = this.#begin();
    this.isWaiting = true;
    this.host.requestUpdate();
    try {
      const answer = await call();
      if (turn === this.#turn) {
        take(answer);
      }
    } catch (thrown) {
      if (turn === this.#turn) {
        this.problem = asProblem(thrown);
      }
    } finally {
      if (turn === this.#turn) {
        this.isWaiting = false;
        this.host.requestUpdate();
      }
    }
  }

  /** Forgets what is still under way: the screen knows better. */
  drop(): void {
    this.#begin();
    this.isWaiting = false;
    this.host.requestUpdate();
  }

  #begin(): number {
    this.problem = undefined;
    return ++this.#turn;
  }
}

/** Something a screen fetches: waiting, there, or refused. */
export class Load<T> implements ReactiveController {
  value?: T;
  readonly #calls: Calls;

  constructor(host: ReactiveControllerHost, private readonly fetcher: () => Promise<T>) {
    this.#calls = new Calls(host);
    host.addController(this);
  }

  get problem(): Problem | undefined {
    return this.#calls.problem;
  }

  get isWaiting(): boolean {
    return this.#calls.isWaiting;
  }

  hostConnected(): void {
    if (this.value === undefined) {
      void this.run();
    }
  }

  /** Fetches again; the old value stays until the new one is there. */
  async run(): Promise<void> {
    await this.#calls.run(this.fetcher, (value) => {
      this.value = value;
    });
  }

  set(value: T): void {
    this.value = value;
    this.#calls.drop();
  }

  /** Draws the state: the value when there is one, else the problem, else the skeleton. */
  view(ready: (value: T) => unknown, waiting: () => unknown): TemplateResult | unknown {
    if (this.value !== undefined) {
      return ready(this.value);
    }
    return this.problem ? failed(this.problem, () => void this.run()) : waiting();
  }
}

/** A list that is fetched page by page. */
export class Pages<T> implements ReactiveController {
  items: T[] = [];
  isLoaded = false;
  next = "";
  readonly #calls: Calls;

  constructor(
    host: ReactiveControllerHost,
    private readonly path: () => string,
    private readonly query: () => Query = () => ({}),
  ) {
    this.#calls = new Calls(host);
    host.addController(this);
  }

  get problem(): Problem | undefined {
    return this.#calls.problem;
  }

  get isWaiting(): boolean {
    return this.#calls.isWaiting;
  }

  hostConnected(): void {
    if (!this.isLoaded) {
      void this.restart();
    }
  }

  get hasMore(): boolean {
    return this.next !== "";
  }

  /** Fetches the first page anew. */
  async restart(): Promise<void> {
    await this.#fetch("", true);
  }

  async more(): Promise<void> {
    if (this.hasMore && !this.isWaiting) {
      await this.#fetch(this.next, false);
    }
  }

  async #fetch(after: string, isFirst: boolean): Promise<void> {
    const call = () => api.get<Page<T>>(this.path(), {...this.query(), after});
    await this.#calls.run(call, (page) => {
      this.items = isFirst ? page.items : [...this.items, ...page.items];
      this.next = page.next ?? "";
      this.isLoaded = true;
    });
  }
}
