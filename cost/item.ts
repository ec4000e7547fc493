import type { Range } from "./range";
import type { SkuId } from "./sku-ids";
import type { Subject } from "./subject";

/** So much of something that costs money. */
export interface Charge {
  /** What it is, in a few words. */
  readonly name: string;
  readonly sku: SkuId;
  /** In the SKU's unit, a month. */
  readonly quantity: Range;
  /** How the quantity comes about. */
  readonly assumption: string;
}

/** What the lines of an estimate are gathered under. */
export type Group = "Compute" | "Data" | "Front door" | "Network" | "Delivery" | "Observability";

/** One item of the bill, which knows quantities and no prices. */
export interface Item {
  readonly id: string;
  readonly group: Group;
  readonly title: string;
  /** Terraform's types of the resources that it is the bill of. */
  readonly resources: readonly string[];
  readonly charges: (subject: Subject) => readonly Charge[];
}
