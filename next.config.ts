import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withMessages = createNextIntlPlugin("./messages/request.ts");

const config: NextConfig = {
  experimental: { authInterrupts: true },
  poweredByHeader: false,
  reactCompiler: true,
  serverExternalPackages: ["postgres", "@myriaddreamin/typst-ts-node-compiler", "@node-rs/argon2", "pino"],
  turbopack: { root: import.meta.dirname },
  typedRoutes: true,
  // Types are checked by npm run verify; checking them again here would make the first start half a minute longer.
  typescript: { ignoreBuildErrors: true },
};

export default withMessages(config);
