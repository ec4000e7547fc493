/** Namespace of everything that runs in the cluster. */
export const NAMESPACE = "flowmaestro";

/** Names of the databases; the first two are also the names of the users who own them. */
export const DATABASES = {
  application: "flowmaestro",
  temporal: "temporal",
  visibility: "temporal_visibility",
} as const;

/** The service that browsers and the other services call. */
export const API_SERVICE = "api-server";

/** Name of the repository for images in the project's Artifact Registry. */
export const IMAGE_REPOSITORY = "flowmaestro";
