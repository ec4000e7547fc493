import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The colours and the styles of the picture, as CSS. */
export function pictureStyle(): string {
  return ["palette.css", "picture.css"].map((file) => readFileSync(join(__dirname, file), "utf8")).join("\n");
}
