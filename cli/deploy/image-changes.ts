import { parseDocument } from "yaml";

/** An image that a Helm release runs, before and after. */
export interface ImageChange {
  readonly release: string;
  /** Without its tag. */
  readonly image: string;
  /** Tag that runs now. @default - the release is not there yet */
  readonly from?: string | undefined;
  /** @default - not known before the apply */
  readonly to?: string | undefined;
}

interface Image {
  readonly repository: string;
  readonly tag: string;
}

type Values = Readonly<Record<string, unknown>> | null;

function imageIn(document: string): Partial<Image> {
  const { image } = (parseDocument(document).toJS() ?? {}) as { readonly image?: Readonly<Record<string, unknown>> };
  const { repository, tag } = image ?? {};
  return {
    ...(typeof repository === "string" && { repository }),
    ...((typeof tag === "string" || typeof tag === "number") && { tag: String(tag) }),
  };
}

/** `image.repository` and `image.tag` of a release's values, of which later documents win, as in Helm. */
function imageOf(values: Values): Image | undefined {
  const documents = Array.isArray(values?.values) ? (values.values as unknown[]) : [];
  const texts = documents.filter((each): each is string => typeof each === "string");
  const { repository, tag } = Object.assign({}, ...texts.map(imageIn)) as Partial<Image>;
  return repository !== undefined && tag !== undefined ? { repository, tag } : undefined;
}

/**
 * What a planned change of a Helm release does to its image.
 *
 * @param tag what the variable image_tag is; for values that are known only when something else has been applied
 */
export function imageChange(before: Values, after: Values, tag: string | undefined): ImageChange | undefined {
  const release = (after ?? before)?.name;
  const [old, planned] = [imageOf(before), imageOf(after)];
  const image = planned?.repository ?? old?.repository;
  if (typeof release !== "string" || image === undefined) return undefined;
  const to = after ? (planned?.tag ?? tag) : undefined;
  if (old && to === old.tag && image === old.repository) return undefined;
  return { release, image, from: old?.tag, to };
}
