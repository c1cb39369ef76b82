import {Cell} from "./cell";

/** True on a desk: where there is room for columns beside each other. Same width as in the style sheets. */
const query = window.matchMedia("(min-width: 60rem)");

export const isDesk = new Cell<boolean>(query.matches);

query.addEventListener("change", () => (isDesk.value = query.matches));
