/** How the keys of well-known providers begin, by the variable. A provider may change that, so it only warns. */
const SHAPES: Readonly<Record<string, { readonly pattern: RegExp; readonly looks: string }>> = {
  ANTHROPIC_API_KEY: { pattern: /^sk-ant-/, looks: "sk-ant-…" },
  COHERE_API_KEY: { pattern: /^[A-Za-z0-9]{40}$/, looks: "40 letters and digits" },
  GITHUB_TOKEN: { pattern: /^(gh[pousr]_|github_pat_)/, looks: "ghp_… or github_pat_…" },
  GOOGLE_API_KEY: { pattern: /^AIza[\w-]{35}$/, looks: "AIza… with 39 characters" },
  NOTION_API_KEY: { pattern: /^(secret_|ntn_)/, looks: "ntn_… or secret_…" },
  OPENAI_API_KEY: { pattern: /^sk-(?!ant-)/, looks: "sk-…" },
  SENDGRID_API_KEY: { pattern: /^SG\./, looks: "SG.…" },
  SLACK_BOT_TOKEN: { pattern: /^xoxb-/, looks: "xoxb-…" },
  STRIPE_SECRET_KEY: { pattern: /^[sr]k_(live|test)_/, looks: "sk_live_… or sk_test_…" },
};

const PLACEHOLDERS = /^(placeholder|change.?me|todo|x{3,}|<.*>|your[-_ ].*|dummy|test|example|none|null|undefined)$/i;

/** What looks wrong with a value, in sentences that do not repeat it. */
export function doubts(name: string, value: string): readonly string[] {
  const shape = SHAPES[name];
  const found: readonly (readonly [boolean, string])[] = [
    [value !== value.trim(), "it begins or ends with white space, which would be part of it"],
    [/^(["']).*\1$/s.test(value), "it is in quotes, which would be part of it"],
    [
      value.startsWith(`${name}=`),
      "it begins with its own name: a line of a .env file? `fmctl secrets import` reads those",
    ],
    [PLACEHOLDERS.test(value.trim()), "it looks like a placeholder"],
    [
      /"type"\s*:\s*"service_account"/.test(value),
      "it looks like a Google service account's key; the pods have identities of their own and need none",
    ],
    [shape !== undefined && !shape.pattern.test(value), `it does not look like ${shape?.looks}, as such keys do`],
  ];
  return found.filter(([is]) => is).map(([, sentence]) => `${name}: ${sentence}.`);
}
