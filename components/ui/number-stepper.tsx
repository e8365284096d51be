import { Minus, Plus } from "lucide-react";

type NumberStepperProps = {
  id: string;
  name: string;
  label: string;
  lessLabel: string;
  moreLabel: string;
  value: number;
  min: number;
  max: number;
};

const buttonClass =
  "flex aspect-square h-full min-w-11 items-center justify-center rounded-[9px] text-text hover:bg-sunken focus-visible:-outline-offset-2";

/** The buttons send the form with `step`, so they work before and without a script. */
export function NumberStepper({ id, name, label, lessLabel, moreLabel, ...range }: NumberStepperProps) {
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <div className="flex h-(--control) items-center rounded-control border border-border-strong bg-surface has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-focus">
        <button type="submit" name="step" value="-1" aria-label={lessLabel} className={buttonClass}>
          <Minus aria-hidden size={18} strokeWidth={1.75} />
        </button>
        <input
          id={id}
          name={name}
          type="number"
          inputMode="numeric"
          min={range.min}
          max={range.max}
          defaultValue={range.value}
          required
          className="tabular h-full w-full min-w-0 appearance-none bg-transparent text-center font-semibold outline-none [-moz-appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
        />
        <button type="submit" name="step" value="1" aria-label={moreLabel} className={buttonClass}>
          <Plus aria-hidden size={18} strokeWidth={1.75} />
        </button>
      </div>
    </div>
  );
}
