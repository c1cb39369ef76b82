/**
 * What lies over the page (sheets), and the browser's back: it takes the topmost away and leaves the page. Each
 * layer is one step of the history at the same address; its depth stands in the state of that step.
 */
const layers: Array<() => void> = [];

interface Depth {
  layers?: number;
}

function depthHere(): number {
  return (history.state as Depth | null)?.layers ?? 0;
}

/** True when the step of the history we stand on is that of a layer and not of a page. */
export function isOnLayer(): boolean {
  return depthHere() > 0;
}

/**
 * Lays something over the page. `close` is called when somebody goes back; the answer is called when it was
 * taken away in another way, and takes its step out of the history.
 */
export function layOver(close: () => void): () => void {
  layers.push(close);
  mark();
  return () => {
    const at = layers.indexOf(close);
    if (at >= 0) {
      layers.splice(at, 1);
      // Later, because several may close at once, or another may open in the same breath and take the step over.
      setTimeout(leave, 0);
    }
  };
}

/** The step of a layer that was closed is taken by the next one that opens. */
function mark(): void {
  if (depthHere() < layers.length) {
    history.pushState({...(history.state as object | null), layers: layers.length}, "");
  }
}

let isLeaving = false;

function leave(): void {
  const steps = depthHere() - layers.length;
  if (steps > 0 && !isLeaving) {
    isLeaving = true;
    history.go(-steps);
  }
}

window.addEventListener("popstate", () => {
  if (isLeaving) {
    isLeaving = false;
    // Something opened while we went.
    if (layers.length > 0) {
      mark();
    }
    return;
  }
  const gone = layers.splice(depthHere());
  gone.reverse().forEach((close) => close());
});
