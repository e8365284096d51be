// Aliases for dependency-cruiser: its tsconfig resolver would take `inngest` for our folder of that name.
const path = require("node:path");

module.exports = {
  resolve: {
    alias: { "@": path.resolve(__dirname) },
    extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".d.ts"],
    conditionNames: ["import", "require", "node", "default", "types"],
    exportsFields: ["exports"],
  },
};
