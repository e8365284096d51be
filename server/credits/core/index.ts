export * from "./draw-down";
