import { z } from "zod";
import { cidr, count } from "./common";

/** The VPC, its ranges and its way out. */
export const networkSchema = z
  .strictObject({
    subnetCidr: cidr.default("10.0.0.0/20").describe("Primary range of the subnet: one address a node."),
    podCidr: cidr
      .default("10.4.0.0/14")
      .describe(
        "Secondary range for pods: Autopilot takes 64 addresses a node. Cannot change while the cluster exists.",
      ),
    serviceCidr: cidr
      .default("10.8.0.0/20")
      .describe("Secondary range for Kubernetes Services. Cannot change while the cluster exists."),
    privateServicesCidr: cidr
      .default("10.16.0.0/16")
      .describe("Range peered with Google's services: Cloud SQL and Memorystore take their addresses here."),
    nat: z
      .strictObject({
        staticAddresses: count(0, 16)
          .default(0)
          .describe("Reserved addresses that partners can put on an allow-list; 0 lets Google pick and change them."),
        minPortsPerVm: count(64, 32768).default(64).describe("Ports a node starts with; a power of two."),
        maxPortsPerVm: count(128, 65536).default(4096).describe("Ports a node can grow to; a power of two."),
      })
      .prefault({})
      .describe("Cloud NAT, the way out for nodes without addresses of their own."),
    flowLogs: z
      .strictObject({
        sampling: z
          .number()
          .min(0)
          .max(1)
          .default(0.5)
          .describe("Share of flows that is logged; 0 turns flow logs off."),
      })
      .prefault({})
      .describe("Flow logs of the subnet."),
  })
  .describe("The VPC: ranges, NAT and flow logs.");

/** The load balancer's front. */
export const edgeSchema = z
  .strictObject({
    armor: z
      .strictObject({
        requestsPerMinute: count(1)
          .default(1200)
          .describe("Requests a minute from one client address before it gets 429."),
        enforceRules: z
          .boolean()
          .default(false)
          .describe(
            "Whether the preconfigured rules refuse requests. Off: they only log what they would refuse (preview).",
          ),
        rules: z
          .array(
            z.string().regex(/^[a-z0-9]+-v\d+-(?:stable|canary)$/, "a preconfigured rule set such as sqli-v33-stable"),
          )
          .default([
            "sqli-v33-stable",
            "xss-v33-stable",
            "lfi-v33-stable",
            "rfi-v33-stable",
            "rce-v33-stable",
            "scannerdetection-v33-stable",
            "protocolattack-v33-stable",
            "sessionfixation-v33-stable",
          ])
          .describe("Preconfigured Cloud Armor rule sets."),
      })
      .prefault({})
      .describe("Cloud Armor policy."),
  })
  .describe("Cloud Armor at the load balancer.");

/** Who answers for the domain. */
export const dnsSchema = z
  .strictObject({
    managed: z
      .boolean()
      .default(false)
      .describe("Whether a Cloud DNS zone for the domain is created here. Off: the records to create are an output."),
    ttlSeconds: count(30, 86400).default(300).describe("Time to live of the records, in seconds."),
  })
  .describe("DNS of the domain.");
