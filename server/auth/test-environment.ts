export const testSecret = "a secret for tests only";

export const setTestEnvironment = (databaseUrl: string, more: Readonly<Record<string, string>> = {}): void => {
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    DATA_DIR: "/nowhere",
    APP_ORIGIN: "http://127.0.0.1:3000",
    AUTH_SECRET: testSecret,
    SIMULATORS_ORIGIN: "http://127.0.0.1:3001",
    GATEWAY_API_KEY: "test",
    GATEWAY_WEBHOOK_SECRET: "test",
    PRODUCT_API_KEY: "test",
    ...more,
  });
};
