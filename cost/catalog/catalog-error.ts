/** The Cloud Billing Catalog could not be asked: a whole sentence, shown without a stack trace. */
export class CatalogError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CatalogError";
  }
}
