/** What follows `flowmaestro-` in the name of a secret in Secret Manager. */
export const SECRET_ROLES = {
  jwtSecret: "jwt-secret",
  encryptionKey: "encryption-key",
  /** @param user login of the database */
  databasePassword: (user: string) => `${user}-database-password`,
  /** @param name variable of the integration */
  integration: (name: string) => `integration-${name}`,
} as const;
