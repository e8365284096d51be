const address = /(https?:\/\/[^\s<>"]+)/;

/** The text of a mail with its links to follow: what a reader without pictures has. */
export function MailText({ text }: { text: string }) {
  return (
    <div className="max-w-[72ch] text-sm break-words whitespace-pre-line">
      {text.split(address).map((part, place) =>
        address.test(part) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sent text never change their order
          <a key={place} href={part} className="link">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}
