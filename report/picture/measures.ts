/** A node's box, in pixels. */
export const NODE = {
  width: 232,
  height: 60,
  gap: 22,
  iconWidth: 44,
  title: { size: 14, bold: true },
  detail: { size: 11.5 },
} as const;

/** A stack's frame, in pixels. */
export const STACK = { heading: 56, padding: 22, columnPadding: 14, gap: 16 } as const;

/** A card with what crosses an edge, in pixels. */
export const CARD = { font: { size: 12 }, lineHeight: 17, padding: 10, minWidth: 64, gap: 12 } as const;
