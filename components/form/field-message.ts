/** Writes what is wrong with a field into the place the server rendered for it; an empty message clears it. */
export function showFieldMessage(id: string, message: string): boolean {
  const control = document.getElementById(id);
  const place = document.querySelector(`#${CSS.escape(id)}-error [data-message]`);
  if (!control || !place) return false;
  place.textContent = message;
  if (message) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
  return true;
}

export function focusField(id: string): void {
  const control = document.getElementById(id);
  control?.closest("details")?.setAttribute("open", "");
  control?.focus();
  control?.scrollIntoView({ block: "center" });
}
