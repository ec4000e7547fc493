import type { IconName } from "../model/kinds";
import { Markup } from "../markup";

/** Drawings of 20 by 20 pixels, in lines. */
const ICONS: Readonly<Record<IconName, string>> = {
  api: "M7 4 3 10l4 6M13 4l4 6-4 6",
  bell: "M5 14V9a5 5 0 0 1 10 0v5l1.5 2h-13zM8.5 18.5h3",
  bucket: "M3 5h14l-2 12H5zM3 5c0-1.1 3.1-2 7-2s7 .9 7 2-3.1 2-7 2-7-.9-7-2",
  chart: "M3 3v14h14M6.5 13.5l3-4 3 2 4-6",
  cluster: "M10 2l7 4v8l-7 4-7-4V6zM10 2v16M3 6l14 8M17 6 3 14",
  coin: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14M12.5 7.5c-3-1.8-5.5.2-3.8 1.6 1.2.9 3.6.6 3.8 2.2.2 1.8-3 2.4-5 1M10 5.5v9",
  config: "M3 6h7M14 6h3M12 4v4M3 14h3M10 14h7M8 12v4",
  database:
    "M3.5 5.5c0-1.4 2.9-2.5 6.5-2.5s6.5 1.1 6.5 2.5-2.9 2.5-6.5 2.5-6.5-1.1-6.5-2.5v9c0 1.4 2.9 2.5 6.5 2.5s6.5-1.1 6.5-2.5v-9M3.5 10c0 1.4 2.9 2.5 6.5 2.5s6.5-1.1 6.5-2.5",
  exit: "M12 4H4v12h8M8 10h9M14 6.5l3.5 3.5-3.5 3.5",
  globe: "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15M2.5 10h15M10 2.5c-5 4.5-5 10.5 0 15 5-4.5 5-10.5 0-15",
  guard: "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15M4.7 4.7l10.6 10.6",
  identity: "M10 3a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7M3.5 17.5c.5-4 3-5.5 6.5-5.5s6 1.5 6.5 5.5",
  image: "M3 6.5l7-3.5 7 3.5v7l-7 3.5-7-3.5zM3 6.5l7 3.5 7-3.5M10 10v7",
  key: "M7 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7M10.5 10H17.5v3M14 10v2.5",
  link: "M8 12l4-4M9 6l2-2a3.5 3.5 0 0 1 5 5l-2 2M11 14l-2 2a3.5 3.5 0 0 1-5-5l2-2",
  log: "M5 2.5h7l3.5 3.5v11.5H5zM7.5 9h5.5M7.5 12h5.5M7.5 15h3",
  memory: "M5 5h10v10H5zM8 8h4v4H8zM8 2v3M12 2v3M8 15v3M12 15v3M2 8h3M2 12h3M15 8h3M15 12h3",
  namespace: "M6 3H3v14h3M14 3h3v14h-3M7 10h6",
  network: "M7.5 2.5h5v4h-5zM2.5 13.5h5v4h-5zM12.5 13.5h5v4h-5zM10 6.5v3.5M5 13.5V10h10v3.5",
  other: "M4 4h12v12H4z",
  policy: "M3 10.5l4.5 4.5L17 5",
  release: "M10 2.5l6.5 3.7v7.6L10 17.5l-6.5-3.7V6.2zM10 7v6M7 8.5v3M13 8.5v3",
  shield: "M10 2.5 3.5 5v5c0 4 2.7 6.5 6.5 7.5 3.8-1 6.5-3.5 6.5-7.5V5z",
  signpost: "M10 2v16M4 4.5h10l3 2.5-3 2.5H4zM16 11.5H7L4.5 13.5 7 15.5h9z",
  tls: "M4.5 9h11v8h-11zM7 9V6.5a3 3 0 0 1 6 0V9M10 12v2",
};

/** An icon as a path of lines; the style says how thick and in which colour. */
export function icon(name: IconName): Markup {
  return new Markup(`<path class="icon" d="${ICONS[name]}"/>`);
}
