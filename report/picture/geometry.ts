/** A place in the picture, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle in the picture. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A rectangle, moved. */
export function moved<B extends Point>(box: B, by: Point): B {
  return { ...box, x: box.x + by.x, y: box.y + by.y };
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** The `d` of a path through points that turn at right angles, with rounded corners. */
export function roundedPath(points: readonly Point[], radius = 8): string {
  const [first, ...rest] = points;
  const parts = [`M${round(first!.x)} ${round(first!.y)}`];
  for (const [index, point] of rest.entries()) {
    const before = points[index]!;
    const after = rest[index + 1];
    if (!after) {
      parts.push(`L${round(point.x)} ${round(point.y)}`);
      break;
    }
    const towards = (other: Point): Point => {
      const distance = Math.hypot(other.x - point.x, other.y - point.y) || 1;
      const part = Math.min(radius, distance / 2) / distance;
      return { x: point.x + (other.x - point.x) * part, y: point.y + (other.y - point.y) * part };
    };
    const [enter, leave] = [towards(before), towards(after)];
    parts.push(`L${round(enter.x)} ${round(enter.y)}`);
    parts.push(`Q${round(point.x)} ${round(point.y)} ${round(leave.x)} ${round(leave.y)}`);
  }
  return parts.join("");
}
