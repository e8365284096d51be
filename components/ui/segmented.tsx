type SegmentedProps<Value extends string> = {
  legend: string;
  name: string;
  value: Value;
  options: ReadonlyArray<{ value: Value; label: string }>;
};

/** Radio buttons side by side: the arrow keys and the form work without a script. */
export function Segmented<Value extends string>({ legend, name, value, options }: SegmentedProps<Value>) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <div className="flex min-h-(--control) gap-0.5 rounded-control border border-border-strong bg-surface p-[3px]">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex flex-1 items-center justify-center rounded-[7px] px-1 font-medium max-sm:text-sm sm:px-2 text-text-2 transition-colors duration-120 has-checked:bg-brand-soft has-checked:font-semibold has-checked:text-brand has-focus-visible:outline-2 has-focus-visible:outline-offset-4 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === value}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
