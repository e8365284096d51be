export { bookEntries } from "./book-entries";
export * from "./list-entries";
