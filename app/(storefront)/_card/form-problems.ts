import { showFieldMessage } from "@/components/form/field-message";

export type Problem = { field: string; message: string };

type Control = HTMLInputElement | HTMLSelectElement;

const isControl = (element: Element): element is Control =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement;

/** What is missing or malformed, in the order of the page, in the words that each control carries. */
export function findProblems(form: HTMLFormElement): Problem[] {
  return [...form.elements].filter(isControl).flatMap((control) => {
    if (control.validity.valid || !control.id) return [];
    const { missing, malformed } = control.dataset;
    const message = (control.validity.valueMissing ? missing : malformed) ?? control.validationMessage;
    return [{ field: control.id, message }];
  });
}

/** A field that was found wrong says so until it is right, and no longer. */
export function recheck(control: EventTarget | null): void {
  if (!(control instanceof Element) || !isControl(control) || control.getAttribute("aria-invalid") !== "true") return;
  if (control.validity.valid) showFieldMessage(control.id, "");
}

export function markProblems(form: HTMLFormElement, problems: readonly Problem[]): void {
  for (const control of form.elements) {
    if (!isControl(control) || !control.id) continue;
    showFieldMessage(control.id, problems.find(({ field }) => field === control.id)?.message ?? "");
  }
}
