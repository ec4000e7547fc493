import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const ROOT = join(__dirname, "..", "..");
const PACKAGE = "@sparticuz/chromium";
const manifest = readFileSync(join(ROOT, "node_modules", PACKAGE, "package.json"), "utf8");
const { version } = JSON.parse(manifest) as { version: string };
const UNPACKED = join(ROOT, "node_modules", ".cache", `chromium-${version}`);

const IS_PACKAGED = process.platform === "linux" && process.arch === "x64";
const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/**
 * Unpacks the Chromium of the npm package, with the libraries and fonts it needs, so that it starts, and pages look the
 * same, on a machine that has neither. The package does so for AWS Lambda only, into the folder for temporary files: so it
 * is told that it is there, and that this folder is ours.
 */
export function unpackChromium(): void {
  if (!IS_PACKAGED || existsSync(UNPACKED)) return;
  mkdirSync(dirname(UNPACKED), { recursive: true });
  const folder = mkdtempSync(`${UNPACKED}-`);
  try {
    const program = `import chromium from "${PACKAGE}"; await chromium.executablePath();`;
    const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" };
    execFileSync(process.execPath, ["--input-type=module", "-e", program], { cwd: ROOT, env });
    const fonts = join(folder, "fonts", "fonts.conf");
    writeFileSync(fonts, readFileSync(fonts, "utf8").replaceAll(">/tmp/", `>${UNPACKED}/`));
    renameSync(folder, UNPACKED);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function onPath(): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((file) => existsSync(file));
  if (found) return found;
  throw new Error(
    `There is no Chromium on the PATH, and npm has one for Linux on x64 only; install it: apt-get install chromium.`,
  );
}

/** Starts Chromium: the one of the npm package, or where that does not run the one on the PATH. */
export function startChromium(): Promise<Browser> {
  // Our own pages only: there is nothing to keep in a sandbox, which root, containers and some kernels do not get.
  const args = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"];
  if (!IS_PACKAGED) return chromium.launch({ executablePath: onPath(), args });
  const env = {
    ...(process.env as Record<string, string>),
    LD_LIBRARY_PATH: join(UNPACKED, "al2023", "lib"),
    FONTCONFIG_PATH: join(UNPACKED, "fonts"),
  };
  return chromium.launch({ executablePath: join(UNPACKED, "chromium"), args, env });
}
