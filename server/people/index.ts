export * from "./grant-ownership";
export * from "./people-store";
export * from "./register-people";
export * from "./switch-single-keys";
