import { adoptionText } from "../../../deploy/adoptions";
import type { ImageChange } from "../../../deploy/image-changes";
import type { Preview } from "../../../deploy/preview";
import { countsText, summarize, type Summary } from "../../../deploy/summary";
import type { Terminal } from "../../terminal";

/** A stack and what would be done to it. */
export type Previews = ReadonlyMap<string, Preview>;

interface Counted {
  readonly stack: string;
  readonly summary: Summary;
}

/** What each planned stack would lose. */
export function lossesOf(previews: Previews): readonly { readonly stack: string; readonly address: string }[] {
  return [...previews].flatMap(([stack, preview]) =>
    preview.kind === "planned" ? summarize(preview.changes).losses.map(({ address }) => ({ stack, address })) : [],
  );
}

/** The images that change, each once with the releases that run it. */
export function imagesOf(previews: Previews): readonly (ImageChange & { readonly releases: readonly string[] })[] {
  const images = new Map<string, ImageChange & { readonly releases: string[] }>();
  for (const preview of previews.values()) {
    if (preview.kind !== "planned") continue;
    for (const { image } of preview.changes) {
      if (!image) continue;
      const key = [image.image, image.from, image.to].join(" ");
      const known = images.get(key) ?? { ...image, releases: [] };
      known.releases.push(image.release);
      images.set(key, known);
    }
  }
  return [...images.values()];
}

function imageLine({ image, from, to, releases }: ReturnType<typeof imagesOf>[number]): string {
  const name = image.slice(image.lastIndexOf("/") + 1);
  return `${name}: ${from ?? "none yet"} → ${to ?? "none"} (${releases.join(", ")})`;
}

function counted(previews: Previews): readonly Counted[] {
  return [...previews].flatMap(([stack, preview]) =>
    preview.kind === "planned" ? { stack, summary: summarize(preview.changes) } : [],
  );
}

function stackLines(stack: string, preview: Preview, { colors }: Terminal): readonly string[] {
  switch (preview.kind) {
    case "waiting": {
      const [producers, many] = [preview.producers.join(" and "), preview.producers.length > 1];
      return [
        `${stack}: cannot be planned before ${producers} ${many ? "are" : "is"} deployed: it reads what ${many ? "they put" : "it puts"} out`,
      ];
    }
    case "failed":
      return [
        colors.red(`${stack}: cannot be planned`),
        ...preview.error.message.split("\n").map((line) => `  ${line}`),
      ];
    case "planned": {
      const { changes, adoptions } = preview;
      const adopted = adoptions.map((each) => `  ${adoptionText(each)}`);
      if (changes.length === 0) return [`${stack}: nothing to change`];
      const { counts, lines, losses } = summarize(changes);
      const harmless = lines.slice(losses.length).map((line) => `  ${line}`);
      return [`${stack}: ${countsText(counts)}`, ...adopted, ...harmless];
    }
  }
}

/** A plan for a person: first in red what would be lost, then the images, then stack by stack. */
export function planLines(previews: Previews, terminal: Terminal): readonly string[] {
  const { red, bold } = terminal.colors;
  const losses = counted(previews).flatMap(({ stack, summary }) =>
    summary.lines.slice(0, summary.losses.length).map((line) => red(`  ${stack}: ${line}`)),
  );
  const images = imagesOf(previews).map((image) => `  ${imageLine(image)}`);
  return [
    ...(losses.length > 0 ? [bold(red("DATA WOULD BE LOST:")), ...losses, ""] : []),
    ...(images.length > 0 ? ["images:", ...images, ""] : []),
    ...[...previews].flatMap(([stack, preview]) => stackLines(stack, preview, terminal)),
  ];
}

/** A plan for a script. */
export function planDocument(environment: string, tag: string | undefined, previews: Previews) {
  return {
    environment,
    imageTag: tag ?? null,
    losses: lossesOf(previews),
    images: imagesOf(previews).map(({ image, from, to, releases }) => ({ image, from, to, releases })),
    stacks: [...previews].map(([stack, preview]) => {
      if (preview.kind === "waiting") return { stack, ...preview };
      if (preview.kind === "failed") return { stack, kind: preview.kind, problem: preview.error.message };
      const { counts, losses } = summarize(preview.changes);
      const changes = preview.changes.map((change) => ({
        address: change.address,
        type: change.type,
        kind: change.kind,
        arguments: change.arguments,
        losesData: losses.includes(change),
      }));
      return { stack, kind: preview.kind, counts, changes, adoptions: preview.adoptions.map(adoptionText) };
    }),
  };
}
