export * from "./people-store";
export * from "./register-people";
