const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true]") !== null;

const areOff = (): boolean => document.querySelector("[data-single-keys=off]") !== null;

/** Keys pressed alone rest while somebody types, holds a modifier or has a dialog open, and for who switched them off. */
export const actsAlone = (event: KeyboardEvent): boolean =>
  !event.defaultPrevented &&
  !(event.ctrlKey || event.metaKey || event.altKey) &&
  !isTyping(event.target) &&
  document.querySelector("dialog[open]") === null &&
  !areOff();
