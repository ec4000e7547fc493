import tseslint from "typescript-eslint";
import importX from "eslint-plugin-import-x";
import jsdoc from "eslint-plugin-jsdoc";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";

// main → app → stacks → constructs → constructs/shared. A folder may not import what stands left of it.
const zones = [
  {
    target: "./constructs",
    from: ["./config", "./stacks", "./app.ts", "./main.ts"],
    message: "A construct sees only its props.",
  },
  {
    target: "./constructs/shared",
    from: "./constructs",
    except: ["./shared"],
    message: "constructs/shared is the lowest layer.",
  },
  { target: "./stacks", from: ["./app.ts", "./main.ts"], message: "Outputs go up, data comes down." },
  { target: "./app.ts", from: "./main.ts", message: "main.ts is imported by nobody." },
  {
    target: "./cost",
    from: ["./stacks", "./app.ts", "./main.ts", "./cli"],
    message: "An estimate is made from the configuration.",
  },
  {
    target: "./policies",
    from: ["./config", "./constructs", "./stacks", "./app.ts", "./main.ts"],
    message: "policies are data and predicates over Terraform's arguments.",
  },
  {
    target: "./config",
    from: ["./stacks", "./app.ts", "./main.ts", "./constructs"],
    except: ["./shared/names.ts"],
    message: "config is data and checks; it knows nothing of CDKTF.",
  },
];

export default tseslint.config(
  { ignores: ["node_modules/", "cdktf.out*/", "e2e/app/", "**/*.js", "**/*.cjs", "**/*.mjs"] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "import-x": importX, jsdoc },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()] },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
      "import-x/no-cycle": "error",
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^@cdktf/provider-[a-z]+$",
              message: "Import one resource by its path: a whole provider costs seconds and a gigabyte.",
            },
            { regex: "^cdktf/lib/", message: "Private to CDKTF." },
          ],
        },
      ],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      eqeqeq: "error",
    },
  },
  {
    files: ["**/*.ts"],
    ignores: ["main.ts", "cost/main.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "main.ts is the only reader of the environment's variables." },
      ],
    },
  },
  {
    files: ["config/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^(cdktf|constructs)$", message: "config knows nothing of CDKTF." }] },
      ],
    },
  },
  {
    files: ["constructs/**/*.ts", "stacks/**/*.ts"],
    rules: {
      "jsdoc/require-jsdoc": [
        "error",
        {
          publicOnly: true,
          require: { ClassDeclaration: true, FunctionDeclaration: true, MethodDefinition: false },
          contexts: [
            "ExportNamedDeclaration > TSInterfaceDeclaration",
            "ExportNamedDeclaration > TSTypeAliasDeclaration",
            "ExportNamedDeclaration > TSInterfaceDeclaration[id.name=/Props$/] > TSInterfaceBody > TSPropertySignature",
          ],
          checkConstructors: false,
        },
      ],
    },
  },
  {
    files: ["__tests__/**/*.ts", "scripts/**/*.ts", "bench/**/*.ts", "e2e/**/*.ts", "cli/**/*.ts", "report/**/*.ts"],
    rules: { "no-restricted-properties": "off" },
  },
);
