type ErrorSummaryProps = { title: string; errors: ReadonlyArray<{ field: string; message: string }> };

/** Shown above a form that came back with two errors or more; one error alone takes the focus itself. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  if (errors.length < 2) return null;
  return (
    <div
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: after a refused form the summary is where reading goes on
      autoFocus
      className="rounded-card border-2 border-danger p-5"
    >
      <h2 className="text-h3 font-semibold">{title}</h2>
      <ul className="mt-2 flex flex-col gap-1">
        {errors.map(({ field, message }) => (
          <li key={field}>
            <a href={`#${field}`} className="font-medium text-danger underline underline-offset-3">
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
