export * from "./staff-roles";
