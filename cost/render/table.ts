/** A row: the first cell to the left, the others to the right. A row of one cell may be as long as it likes. */
export type Row = readonly string[];

const GAP = "  ";

/** Rows as aligned lines. */
export function table(rows: readonly Row[]): readonly string[] {
  const aligned = rows.filter((row) => row.length > 1);
  const columns = Math.max(0, ...aligned.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...aligned.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) => {
    if (row.length <= 1) return row[0] ?? "";
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
    );
    return cells.join(GAP).trimEnd();
  });
}

/** A text in lines of at most `width`, each after `indent`. */
export function wrapped(text: string, indent: string, width = 110): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${indent}${word}`);
  }
  return lines;
}
