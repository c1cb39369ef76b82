import {say} from "../words/words";

/**
 * What the browser says of a wrong field, in the language chosen on this page: its own bubble speaks the
 * language of the browser, and never says what a phone number may look like.
 */
type Field = HTMLInputElement | HTMLTextAreaElement;

export function speakOfWrongFields(): void {
  document.addEventListener("invalid", onInvalid, true);
  document.addEventListener("input", (event) => forget(event.target), true);
  document.addEventListener("submit", (event) => {
    [...(event.target as HTMLFormElement).elements].forEach(forget);
  }, true);
}

function onInvalid(event: Event): void {
  const field = event.target;
  if (isField(field)) {
    field.setCustomValidity(words(field));
  }
}

function words({validity, type}: Field): string {
  if (validity.valueMissing) {
    return say("shell.fieldMissing");
  }
  if (type === "tel") {
    return say("shell.fieldPhone");
  }
  return say(validity.rangeUnderflow || validity.rangeOverflow ? "shell.fieldRange" : "shell.fieldFormat");
}

function forget(target: unknown): void {
  if (isField(target)) {
    target.setCustomValidity("");
  }
}

function isField(target: unknown): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
