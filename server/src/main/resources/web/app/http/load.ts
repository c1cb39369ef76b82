import type {ReactiveController, ReactiveControllerHost, TemplateResult} from "lit";
import {failed} from "../design/states";
import {api, type Query} from "./api";
import {type Problem, asProblem} from "./problem";
import type {Page} from "./types";

/** Something a screen fetches: waiting, there, or refused. A late answer of an older call is dropped. */
export class Load<T> implements ReactiveController {
  value?: T;
  problem?: Problem;
  isWaiting = false;
  #turn = 0;

  constructor(private readonly host: ReactiveControllerHost, private readonly fetcher: () => Promise<T>) {
    host.addController(this);
  }

  hostConnected(): void {
    if (this.value === undefined) {
      void this.run();
    }
  }

  /** Fetches again; the old value stays until the new one is there. */
  async run(): Promise<void> {
    const turn = ++this.#turn;
    this.isWaiting = true;
    this.problem = undefined;
    this.host.requestUpdate();
    try {
      const value = await this.fetcher();
      if (turn === this.#turn) {
        this.value = value;
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

  set(value: T): void {
    this.#turn++;
    this.isWaiting = false;
    this.problem = undefined;
    this.value = value;
    this.host.requestUpdate();
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
  problem?: Problem;
  isWaiting = false;
  isLoaded = false;
  next = "";
  #turn = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly path: () => string,
    private readonly query: () => Query = () => ({}),
  ) {
    host.addController(this);
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
    const turn = ++this.#turn;
    this.isWaiting = true;
    this.problem = undefined;
    this.host.requestUpdate();
    try {
      const page = await api.get<Page<T>>(this.path(), {...this.query(), after});
      if (turn !== this.#turn) {
        return;
      }
      this.items = isFirst ? page.items : [...this.items, ...page.items];
      this.next = page.next ?? "";
      this.isLoaded = true;
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
}
