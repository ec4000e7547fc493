/** A resource that a state knows of, with the arguments that matter when it is deleted. */
export interface KnownResource {
  readonly address: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface State {
  readonly resources?: readonly {
    readonly module?: string;
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes?: Readonly<Record<string, unknown>> }[];
  }[];
}

/** The resources of a state as `terraform state pull` prints it. */
export function resourcesOf(text: string): readonly KnownResource[] {
  if (text.trim() === "") return [];
  const { resources = [] } = JSON.parse(text) as State;
  return resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) =>
      instances.map(({ attributes = {} }) => ({ address: `${type}.${name}`, type, attributes })),
    );
}
