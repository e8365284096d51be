export type Shortcut = {
  readonly keys: readonly string[];
  readonly label: string;
  /** Pressed one after the other, not together. */
  readonly isSequence?: true;
};

function Keys({ shortcut, afterwards }: { shortcut: Shortcut; afterwards: string }) {
  return shortcut.keys.map((key, place) => (
    <span key={key} className="flex items-center gap-1">
      {place > 0 && shortcut.isSequence && <span className="text-micro text-text-2">{afterwards}</span>}
      <kbd className="min-w-6 rounded-badge border border-border px-1.5 text-center font-mono text-micro text-text">
        {key}
      </kbd>
    </span>
  ));
}

type ShortcutGroupProps = { id: string; title: string; shortcuts: readonly Shortcut[]; afterwards: string };

export function ShortcutGroup({ id, title, shortcuts, afterwards }: ShortcutGroupProps) {
  return (
    <section aria-labelledby={id} className="border-b border-row-sep px-5 py-3 last:border-b-0">
      <h3 id={id} className="mb-1 text-micro font-medium text-text-2">
        {title}
      </h3>
      <dl>
        {shortcuts.map((shortcut) => (
          <div key={shortcut.label} className="flex min-h-8 items-center justify-between gap-4 text-small">
            <dt>{shortcut.label}</dt>
            <dd className="flex items-center gap-1">
              <Keys shortcut={shortcut} afterwards={afterwards} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
