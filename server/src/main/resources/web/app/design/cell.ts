/** One value that screens can watch. Small on purpose: it is the only shared state in the page. */
export class Cell<T> {
  #value: T;
  readonly #watchers = new Set<(value: T) => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set value(next: T) {
    if (Object.is(next, this.#value)) {
      return;
    }
    this.#value = next;
    for (const watcher of [...this.#watchers]) {
      watcher(next);
    }
  }

  /** Calls the watcher at each change; the answer stops it. */
  watch(watcher: (value: T) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}
