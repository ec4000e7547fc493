/** Why a local environment has nothing to set. */
export const NO_LOCAL_INTEGRATIONS =
  "A local environment has no integration secrets, as there is no Secret Manager to keep them; put a throw-away key into " +
  "`services.NAME.env` of an environment file that is not committed, or use an environment in Google Cloud.";

/** Why nobody changes the encryption key. */
export const ENCRYPTION_KEY_STAYS =
  "The encryption key stays: the credentials that users store are encrypted with it, and with another one none of them " +
  "could be read again.";

/** Why versions stay. */
export const VERSIONS_STAY =
  "fmctl destroys no version of a secret, since that cannot be undone: every plan reads the newest one, an older one is " +
  "the way back from a new value that turns out to be wrong, and without its version of the encryption key nobody can " +
  "read what users stored. Disable a disclosed version in Secret Manager once `fmctl secrets verify` says that nothing " +
  "runs with it; that can be undone.";
