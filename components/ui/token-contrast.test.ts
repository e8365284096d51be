import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Tokens = Readonly<Record<string, string>>;
type Pair = readonly [foreground: string, background: string];

const css = readFileSync(new URL("../../app/styles/tokens.css", import.meta.url), "utf8");

function tokensOf(selector: string): Tokens {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(css.indexOf("{", start) + 1, css.indexOf("}", start));
  const declarations = block.matchAll(/--([a-z0-9-]+):\s*([^;]+);/g);
  return Object.fromEntries([...declarations].map(([, name = "", value = ""]) => [name, value]));
}

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const linear = channels.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  const [red = 0, green = 0, blue = 0] = linear;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(tokens: Tokens, [foreground, background]: Pair): number {
  const pair = [tokens[foreground], tokens[background]].map((hex) => {
    if (!hex?.match(/^#[0-9a-f]{6}$/)) throw new Error(`No colour behind ${foreground} on ${background}.`);
    return luminance(hex);
  });
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}

const grounds = ["bg", "surface", "sunken"] as const;
const statuses = ["success", "warning", "danger", "info", "neutral", "scheduled"] as const;

const textPairs: readonly Pair[] = [
  ...["text", "text-2", "text-3", "brand", "danger"].flatMap((name) =>
    grounds.map((ground) => [name, ground] as const),
  ),
  ...statuses.map((status) => [status, `${status}-soft`] as const),
  ["on-brand", "brand"],
  ["on-brand-hover", "brand-hover"],
  ["on-danger", "danger-fill"],
  ["on-post", "post"],
  ["brand", "brand-soft"],
  ["text", "brand-soft"],
  ["text-2", "brand-soft"],
  ["text-2", "danger-soft"],
];

const interfacePairs: readonly Pair[] = [
  ...["border-strong", "focus", "brand", "danger-fill", "rule"].flatMap((name) =>
    grounds.map((ground) => [name, ground] as const),
  ),
  ["focus", "brand-soft"],
];

const themes = { light: tokensOf('[data-theme="light"]'), dark: tokensOf('\n[data-theme="dark"]') };

describe.each(Object.entries(themes))("the %s tokens", (_theme, tokens) => {
  it.each(textPairs)("let %s be read on %s", (...pair) => {
    expect(ratio(tokens, pair)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(interfacePairs)("let %s be told from %s", (...pair) => {
    expect(ratio(tokens, pair)).toBeGreaterThanOrEqual(3);
  });
});

describe("the themes", () => {
  it("hold the same tokens", () => {
    expect(Object.keys(themes.dark)).toEqual(Object.keys(themes.light));
  });

  it("are the same dark whether chosen or followed", () => {
    expect(tokensOf(":root:not([data-theme])")).toEqual(themes.dark);
  });
});
