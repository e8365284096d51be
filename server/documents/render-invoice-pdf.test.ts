import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeAmount, writeMoney } from "./core";
import { readPdfText } from "./read-pdf-text";
import { renderInvoicePdf } from "./render-invoice-pdf";
import { type SampleLine, sampleInvoice, samples } from "./sample-invoices";

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
// Where the font changes, the reader sees a gap that is none.
const compact = (text: string): string => text.replaceAll(/ +/g, "");
const addressed = (billTo: Partial<typeof samples.germany.billTo>) => ({
  ...samples.germany,
  billTo: { ...samples.germany.billTo, ...billTo },
});

const minorOf = (text: string): bigint => {
  const digits = BigInt(text.replaceAll(/[^0-9]/g, ""));
  return text.includes("−") ? -digits : digits;
};

const amountsAfter = (text: string, term: string): bigint[] =>
  text
    .split("\n")
    .filter((line) => line.startsWith(term))
    .map((line) => minorOf(line.split("  ").at(-1) ?? ""));

describe("renderInvoicePdf", () => {
  it.each(Object.entries(samples))("says the same as ever on the invoice of %s", async (name, sample) => {
    const text = `${readPdfText(renderInvoicePdf(sample))}\n`;
    await expect(text).toMatchFileSnapshot(`__golden__/${kebab(name)}.txt`);
  });

  it("page M7.1 has what article 226 asks for, and 39.27 with 6.27 of VAT", () => {
    const text = readPdfText(renderInvoicePdf(samples.germany));
    const asked = [
      "INV-2026-0000001",
      "Alderpost Ireland Ltd",
      "12 Windmill Quay",
      "VAT ID IE6388047V",
      "Jana Brandt",
      "Germany",
      "Issued  16 Nov 2026",
      "16 Nov – 15 Dec 2026",
      "Desk Team  1  33.00  19\u00a0%  33.00",
      "VAT 19\u00a0% (Germany) on €33.00  €6.27",
      "Total  €39.27",
      "Paid by Visa ending 4242 on 16 Nov 2026  −€39.27",
      "To pay  €0.00",
    ];
    for (const words of asked) expect(text).toContain(words);
  });

  it("page M7.1 names the reverse charge and both VAT ids where the buyer accounts for the tax", () => {
    const text = readPdfText(renderInvoicePdf(samples.reverseCharge));
    expect(text).toContain("Reverse charge: the customer accounts for the VAT (articles 44 and 196");
    expect(text).toContain("VAT ID NL004495445B01");
    expect(text).toContain("VAT ID IE6388047V");
    expect(text).toContain("Total  €275.00");
  });

  it("says that no sales tax is charged in the United States, and calls it consumption tax in Japan", () => {
    expect(readPdfText(renderInvoicePdf(samples.unitedStates))).toContain(
      "Alderpost Inc. is not registered for sales tax in this state.",
    );
    expect(readPdfText(renderInvoicePdf(samples.japan))).toContain("Consumption tax 10\u00a0% (Japan) on ¥5,200  ¥520");
  });

  it("is a tagged PDF/A-3a with title and language, dated with its issue day, on numbered pages", () => {
    const bytes = renderInvoicePdf(samples.germany);
    const file = latin1(bytes);
    expect(file).toContain("<pdfaid:part>3</pdfaid:part>");
    expect(file).toContain("<pdfaid:conformance>A</pdfaid:conformance>");
    expect(file).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/);
    expect(file).toContain("/StructTreeRoot");
    expect(file).toContain("/Title (Invoice INV-2026-0000001)");
    expect(file).toMatch(/\/Lang \(en(-GB)?\)/);
    expect(file).toContain("/CreationDate (D:20261116");
    expect(readPdfText(bytes)).toContain("Page 1 of 1");
  });

  it("gives the same bytes for the same invoice", () => {
    expect(hashOf(renderInvoicePdf(samples.germany))).toBe(hashOf(renderInvoicePdf(samples.germany)));
  });

  it("embeds signs and letters of Europe and Japan as they are written", () => {
    const name = "€ £ ¥ ₹ zł Łódź ž Ω Ж ẞ O'Malley";
    const text = readPdfText(renderInvoicePdf(addressed({ name, addressLines: ["日本 東京都"] })));
    expect(compact(text)).toContain(compact(name));
    expect(text).not.toContain("□");
  });

  it.each([
    ["Arabic", "محمد بن سلمان"],
    ["Hebrew", "שלום עליכם"],
  ])("sets %s names with letters of their own", (_script, name) => {
    const bytes = renderInvoicePdf(addressed({ name }));
    const text = readPdfText(bytes);
    expect(text).not.toContain("□");
    expect([...name.replaceAll(" ", "")].every((letter) => text.includes(letter))).toBe(true);
    expect(latin1(bytes)).toContain("<pdfaid:conformance>A</pdfaid:conformance>");
  });

  it.each([
    ["an emoji", "Bloom 🌱 Ltd", "Bloom □ Ltd"],
    ["a family, which is one character", "Family 👩‍👩‍👧‍👦 Ltd", "Family □ Ltd"],
    ["Korean", "김철수", "□□□"],
    ["a private character", "Acme \ue000", "Acme □"],
  ])("shows a substitute for %s, says so, and stays PDF/A", (_what, name, shown) => {
    const bytes = renderInvoicePdf(addressed({ name }));
    const text = readPdfText(bytes);
    expect(text).toContain(shown);
    expect(text).toContain("Invoice");
    expect(text).toContain("□ stands for a character that this document's fonts do not have.");
    expect(latin1(bytes)).toContain("<pdfaid:part>3</pdfaid:part>");
  });

  it.each([
    "#evil($ ) $x^2$ *bold* _it_ `raw` @ref <label> // gone",
    "<script>alert(1)</script>",
    '"] + sys.inputs + ["',
    '\\u{41} #import "/etc/passwd"',
  ])("fault T60 prints %s as it is written", (name) => {
    expect(readPdfText(renderInvoicePdf(addressed({ name })))).toContain(name);
  });

  it("issues whatever text a name may hold, as PDF/A", () => {
    const text = fc.string({ unit: "binary", maxLength: 40 }).filter((name) => !name.includes("\u0000"));
    fc.assert(
      fc.property(text, (name) =>
        latin1(renderInvoicePdf(addressed({ name }))).includes("<pdfaid:part>3</pdfaid:part>"),
      ),
      { numRuns: 60 },
    );
  });

  it("turns no text round by hidden marks, and keeps line breaks out of names", () => {
    const text = readPdfText(renderInvoicePdf(addressed({ name: "Acme \u202egnp.exe\nLtd\u0007" })));
    expect(text).toContain("Acme gnp.exe Ltd");
  });

  it("breaks a name of 120 letters within its column", () => {
    const text = readPdfText(renderInvoicePdf(addressed({ name: "W".repeat(120) })));
    expect(text.replaceAll(/[^W]/g, "")).toHaveLength(120 + 1);
    expect(text).toContain("Issued  16 Nov 2026");
  });

  it("keeps the total beside the last line, and repeats the head of the table on each page", () => {
    for (const count of [15, 16, 17, 18, 19, 40]) {
      const lines = Array.from({ length: count }, () => ({ quantity: "1", unitPrice: "33", netMinor: 3300n }));
      const invoice = sampleInvoice({
        number: "INV-2026-0000009",
        currency: "EUR",
        buyer: { country: "DE", kind: "personal", taxIdStatus: "none" },
        billTo: {},
        lines,
      });
      const pages = readPdfText(renderInvoicePdf(invoice)).split("\f");
      const last = pages.at(-1) ?? "";
      expect(last).toContain(`Desk Team ${count}  1`);
      expect(last).toContain("To pay  €0.00");
      expect(last).toContain(`Page ${pages.length} of ${pages.length}`);
      expect(pages.every((page) => page.includes("Description  Quantity"))).toBe(true);
    }
  });

  const line = fc.record({
    quantity: fc.integer({ min: 1, max: 500 }).map(String),
    unitPrice: fc.integer({ min: 0, max: 99_999 }).map(String),
    netMinor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
  }) satisfies fc.Arbitrary<SampleLine>;

  it("adds up on paper: lines, tax and payment give the total that the invoice has", () => {
    const currency = fc.constantFrom("EUR", "GBP", "USD", "JPY");
    fc.assert(
      fc.property(currency, fc.array(line, { minLength: 1, maxLength: 25 }), (code, lines) => {
        const country = { EUR: "DE", GBP: "GB", USD: "US", JPY: "JP" }[code] ?? "DE";
        const buyer = { country, kind: "personal", taxIdStatus: "none" } as const;
        const invoice = sampleInvoice({ number: "INV-2026-0000042", currency: code, buyer, billTo: {}, lines });
        const text = readPdfText(renderInvoicePdf(invoice));
        const net = amountsAfter(text, "Desk Team").reduce((sum, amount) => sum + amount, 0n);
        const [subtotal = -1n] = amountsAfter(text, "Net  ");
        const [tax = -1n] = text
          .split("\n")
          .filter((row) => row.includes(" on ") && !row.startsWith("Paid"))
          .map((row) => minorOf(row.split("  ").at(-1) ?? ""));
        const [total] = amountsAfter(text, "Total");
        const [paid = -1n] = amountsAfter(text, "Paid by");
        const [balance] = amountsAfter(text, "To pay");
        expect([net, net + tax, total]).toEqual([subtotal, invoice.totalMinor, invoice.totalMinor]);
        expect([invoice.totalMinor + paid, balance]).toEqual([0n, 0n]);
      }),
      {
        numRuns: 25,
        examples: [
          [
            "USD",
            [
              { quantity: "1", unitPrice: "0", netMinor: 112_916_749_566n },
              { quantity: "1", unitPrice: "0", netMinor: 0n },
            ],
          ],
        ],
      },
    );
  });

  it.each(Object.entries(samples))("carries every amount of the invoice of %s", (_name, invoice) => {
    const text = readPdfText(renderInvoicePdf(invoice));
    const { currency, subtotalMinor, totalMinor, balanceMinor } = invoice;
    const shown = [
      ...invoice.lines.map(({ netMinor }) => `  ${writeAmount(netMinor, currency)}`),
      ...invoice.taxes.map((tax) => `on ${writeMoney(tax.baseMinor, currency)}  ${writeMoney(tax.taxMinor, currency)}`),
      ...invoice.payments.map(({ amountMinor }) => writeMoney(-amountMinor, currency)),
      `Net  ${writeMoney(subtotalMinor, currency)}`,
      `Total  ${writeMoney(totalMinor, currency)}`,
      `To pay  ${writeMoney(balanceMinor, currency)}`,
    ];
    for (const words of shown) expect(text).toContain(words);
  });
});
