import { Scenario, UNCONDITIONAL } from './conditions';
import { Resolved, Resolver, Surroundings } from './intrinsics';
import { UNRESOLVED } from './known';
import { Json, Template, isObject, section } from './template';

/** The templates of an app, and the values that its stacks hand to each other. */
export class Templates implements Surroundings {
  private readonly byStack: ReadonlyMap<string, Template>;
  private readonly nested: ReadonlyMap<string, Template>;
  private readonly resolvers = new Map<string, Resolver>();
  private readonly followed = new Map<string, Resolved>();
  private exports?: ReadonlyMap<string, { readonly template: Template; readonly value: Json }>;

  public constructor(public readonly all: readonly Template[]) {
    this.byStack = new Map(all.map((template) => [template.stackPath, template]));
    this.nested = new Map(all.flatMap((template) => (
      template.nestedIn ? [[key(template.nestedIn.stackPath, template.nestedIn.logicalId), template]] : [])));
  }

  public resolverOf(template: Template, scenario: Scenario): Resolver {
    const { stackPath, body } = template;
    if (scenario !== UNCONDITIONAL) {
      return new Resolver(stackPath, body, scenario, this);
    }
    const resolver = this.resolvers.get(stackPath) ?? new Resolver(stackPath, body, UNCONDITIONAL, this);
    this.resolvers.set(stackPath, resolver);
    return resolver;
  }

  public exported(name: string): Resolved {
    this.exports ??= new Map(this.all.flatMap(exportsOf));
    const found = this.exports.get(name);
    return found ? this.follow(found.template, found.value, `export ${name}`) : UNRESOLVED;
  }

  public nestedParameter(stackPath: string, parameter: string): Resolved {
    const parent = this.byStack.get(stackPath)?.nestedIn;
    const template = parent && this.byStack.get(parent.stackPath);
    const resource = template && section(template.body, 'Resources')[parent.logicalId];
    const given = section(section(resource, 'Properties'), 'Parameters');
    return template && Object.hasOwn(given, parameter) ? this.follow(template, given[parameter], `parameter ${key(stackPath, parameter)}`) : undefined;
  }

  /** What the parent of a nested stack gives to a parameter, where that is a known text. */
  public nestedText(stackPath: string, parameter: string): string | undefined {
    const value = this.nestedParameter(stackPath, parameter);
    return typeof value === 'string' ? value : undefined;
  }

  public nestedOutput(stackPath: string, logicalId: string, output: string): Resolved {
    const template = this.nested.get(key(stackPath, logicalId));
    const found = template && section(template.body, 'Outputs')[output];
    return template && isObject(found) ? this.follow(template, found.Value, `output ${key(stackPath, logicalId)} ${output}`) : UNRESOLVED;
  }

  /** Looks a value of another stack up once. Stacks that hand a value round in a circle never say what it is. */
  private follow(template: Template, value: Json, identity: string): Resolved {
    if (!this.followed.has(identity)) {
      this.followed.set(identity, UNRESOLVED);
      this.followed.set(identity, this.resolverOf(template, UNCONDITIONAL).resolve(value));
    }
    return this.followed.get(identity);
  }
}

function exportsOf(template: Template): [string, { readonly template: Template; readonly value: Json }][] {
  return Object.values(section(template.body, 'Outputs')).flatMap((output) => {
    const name = isObject(output) && isObject(output.Export) ? output.Export.Name : undefined;
    return isObject(output) && typeof name === 'string' ? [[name, { template, value: output.Value }]] : [];
  });
}

/** Tells things of several stacks apart. */
export function key(stackPath: string, name: string): string {
  return `${stackPath}\n${name}`;
}
