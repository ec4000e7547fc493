import { z } from "zod";
import { CatalogError } from "./catalog-error";

/** Google's Cloud Billing Catalog: https://cloud.google.com/billing/docs/reference/rest/v1/services.skus/list */
export const CATALOG_ADDRESS = "https://cloudbilling.googleapis.com";

const PAGE_SIZE = 5000;

const money = z.object({ units: z.string().default("0"), nanos: z.number().default(0) });
const tier = z.object({ startUsageAmount: z.number().default(0), unitPrice: money });
const catalogSku = z.object({
  skuId: z.string(),
  description: z.string(),
  category: z.object({ usageType: z.string().default("") }).prefault({}),
  serviceRegions: z.array(z.string()).default([]),
  pricingInfo: z
    .array(z.object({ pricingExpression: z.object({ usageUnit: z.string(), tieredRates: z.array(tier).default([]) }) }))
    .default([]),
});
const skuPage = z.object({ skus: z.array(catalogSku).default([]), nextPageToken: z.string().default("") });
const servicePage = z.object({
  services: z.array(z.object({ name: z.string(), displayName: z.string() })).default([]),
  nextPageToken: z.string().default(""),
});

/** Something that Google sells, as the catalog has it. */
export type CatalogSku = z.infer<typeof catalogSku>;

/** Asks the catalog. Each service is asked for once. */
export class Catalog {
  private services: Promise<ReadonlyMap<string, string>> | undefined;
  private readonly skus = new Map<string, Promise<readonly CatalogSku[]>>();

  constructor(
    private readonly apiKey: string,
    private readonly address = CATALOG_ADDRESS,
  ) {}

  /**
   * Everything that a service sells.
   *
   * @param service its name for people, such as `Cloud SQL`
   * @throws CatalogError when there is no such service, or no answer
   */
  async skusOf(service: string): Promise<readonly CatalogSku[]> {
    this.services ??= this.listServices();
    const services = await this.services;
    const name = services.get(service);
    if (name === undefined) return [];
    const known = this.skus.get(name) ?? this.all(`/v1/${name}/skus`, skuPage, ({ skus }) => skus);
    this.skus.set(name, known);
    return known;
  }

  private async listServices(): Promise<ReadonlyMap<string, string>> {
    const services = await this.all("/v1/services", servicePage, (page) => page.services);
    return new Map(services.map(({ displayName, name }) => [displayName, name]));
  }

  private async all<Page extends { nextPageToken: string }, Entry>(
    path: string,
    schema: z.ZodType<Page>,
    entries: (page: Page) => readonly Entry[],
  ): Promise<readonly Entry[]> {
    const found: Entry[] = [];
    let pageToken = "";
    do {
      const query = new URLSearchParams({ pageSize: String(PAGE_SIZE), ...(pageToken && { pageToken }) });
      const page = await this.page(`${path}?${query.toString()}`, schema);
      found.push(...entries(page));
      pageToken = page.nextPageToken;
    } while (pageToken);
    return found;
  }

  private async page<Page>(path: string, schema: z.ZodType<Page>): Promise<Page> {
    // In a header, since an address is logged on its way.
    const headers = { "X-Goog-Api-Key": this.apiKey };
    const response = await fetch(`${this.address}${path}`, { headers }).catch((error: unknown) => {
      const { cause, message } = error as Error & { cause?: Error };
      throw new CatalogError(`${this.address} could not be reached: ${cause?.message || message}.`);
    });
    const text = await response.text();
    if (!response.ok) throw new CatalogError(`${this.address} answered ${response.status}: ${reasonIn(text)}`);
    const { data } = schema.safeParse(parsed(text));
    if (!data) throw new CatalogError(`${this.address} answered something else than a page of the catalog.`);
    return data;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonIn(text: string): string {
  const error = z.object({ error: z.object({ message: z.string() }) }).safeParse(parsed(text));
  return error.data?.error.message ?? "it does not say why.";
}
