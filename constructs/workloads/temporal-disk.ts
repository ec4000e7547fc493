/**
 * Disk of a pod of Temporal's server or web interface. Autopilot fills in what is not requested, and the pod would no
 * longer be the one we asked for.
 */
export const TEMPORAL_EPHEMERAL_STORAGE = "1Gi";
