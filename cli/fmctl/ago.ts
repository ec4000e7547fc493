const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
] as const;

/** How long something has lasted, in its largest unit: `3 h`. */
export function since(date: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.valueOf() - date.valueOf()) / 1000));
  const [unit, size] = UNITS.find(([, each]) => seconds >= 2 * each) ?? UNITS.at(-1)!;
  return `${Math.floor(seconds / size)} ${unit}`;
}

/** `3 h ago`; a dash for what has not happened. */
export function ago(date: Date | undefined, now: Date): string {
  return date ? `${since(date, now)} ago` : "-";
}
