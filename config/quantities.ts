const MEBIBYTES: Readonly<Record<string, number>> = { Mi: 1, Gi: 1024 };

/** A CPU quantity in thousandths of a core: `500m` is 500, `2` is 2000. */
export function millicores(quantity: string): number {
  return quantity.endsWith("m") ? Number(quantity.slice(0, -1)) : Number(quantity) * 1000;
}

/** A memory quantity in mebibytes: `1Gi` is 1024. */
export function mebibytes(quantity: string): number {
  return Number(quantity.slice(0, -2)) * MEBIBYTES[quantity.slice(-2)]!;
}

/** The quantity of so many thousandths of a core, rounded up: whole cores without a unit. */
export function cpuQuantity(milli: number): string {
  const whole = Math.ceil(milli);
  return whole % 1000 === 0 ? String(whole / 1000) : `${whole}m`;
}

/** The quantity of so many mebibytes, rounded up: in gibibytes when they are whole. */
export function memoryQuantity(mebi: number): string {
  const whole = Math.ceil(mebi);
  return whole % 1024 === 0 ? `${whole / 1024}Gi` : `${whole}Mi`;
}
