export function fieldsOf(form: HTMLFormElement, resets: readonly string[]): Array<[string, string]> {
  const entries = [...new FormData(form).entries()];
  return entries.flatMap(([name, value]) =>
    typeof value === "string" && value !== "" && !resets.includes(name) ? [[name, value] as [string, string]] : [],
  );
}

export function formUrl(action: string, fields: ReadonlyArray<[string, string]>): string {
  const query = new URLSearchParams([...fields]).toString();
  return query ? `${action}?${query}` : action;
}

/** Gives the controls the server's values; a control somebody is typing in keeps its own. */
export function writeFields(form: HTMLFormElement, values: Readonly<Record<string, string>>): void {
  for (const control of form.elements) {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) continue;
    const value = values[control.name];
    if (value === undefined || control === document.activeElement) continue;
    if (control instanceof HTMLInputElement && ["radio", "checkbox"].includes(control.type)) {
      control.checked = value.split(" ").includes(control.value);
    } else {
      control.value = value;
    }
  }
}

const differsFromServer = (control: Element): boolean => {
  if (control instanceof HTMLSelectElement) {
    return [...control.options].some(({ selected, defaultSelected }) => selected !== defaultSelected);
  }
  if (!(control instanceof HTMLInputElement)) return false;
  const { checked, defaultChecked, value, defaultValue } = control;
  return checked !== defaultChecked || value !== defaultValue;
};

/** The fields that the controls changed before the page was live take out of the address; null without such. */
export function readEarlyResets(form: HTMLFormElement): string[] | null {
  const changed = [...form.elements].filter(differsFromServer);
  if (changed.length === 0) return null;
  return changed.flatMap((control) =>
    control instanceof HTMLElement ? (control.dataset.resets?.split(" ") ?? []) : [],
  );
}

/** A stepper's button moves the number beside it, within its limits. */
export function steppedInput(submitter: HTMLElement | null): void {
  if (!(submitter instanceof HTMLButtonElement) || submitter.name !== "step") return;
  const input = submitter.parentElement?.querySelector("input");
  if (submitter.value === "-1") input?.stepDown();
  else input?.stepUp();
}
