import type {ReactiveController, ReactiveControllerHost} from "lit";

/**
 * Does a thing again and again while its element is on the page and the page is seen. The next turn begins
 * after the last one is done, so a slow server is never asked twice at once.
 */
export class Every implements ReactiveController {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOn = false;

  constructor(
    host: ReactiveControllerHost,
    private readonly pauseMs: () => number,
    private readonly work: () => Promise<unknown>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#isOn = true;
    document.addEventListener("visibilitychange", this.#onSight);
    this.#wait();
  }

  hostDisconnected(): void {
    this.#isOn = false;
    document.removeEventListener("visibilitychange", this.#onSight);
    clearTimeout(this.#timer);
  }

  /** Begins the pause anew, for when it became shorter. */
  again(): void {
    if (this.#isOn) {
      this.#wait();
    }
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#turn(), this.pauseMs());
  }

  async #turn(): Promise<void> {
    if (!document.hidden) {
      await this.work().catch(() => undefined);
    }
    if (this.#isOn) {
      this.#wait();
    }
  }

  readonly #onSight = () => {
    if (!document.hidden) {
      void this.#turn();
    }
  };
}
