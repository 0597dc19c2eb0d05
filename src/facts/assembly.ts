import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { CfnResource, NestedStack, PolicyValidationStack, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { RESOURCE_TYPES } from './app';
import { constructAt } from './construct-tree';
import { ImageAssets, NO_IMAGE_ASSETS, synthesizedImageAssets } from './image-assets';
import { Address } from './resources';
import { Template } from './template';
import { key } from './templates';

/** A stack whose template could not be read. */
export interface Unreadable {
  readonly stack: IConstruct;
  readonly error: unknown;
}

/** The part of an app that is judged: its templates, and the way from what stands in them to the constructs. */
export interface Assembly {
  readonly templates: readonly Template[];
  readonly unreadable: readonly Unreadable[];
  /** What its images are built from. */
  readonly assets: ImageAssets;
  /** The construct of a resource; its stack, where the resource has none. */
  constructOf(address: Address): IConstruct;
}

/** Reads the template files of a synthesized app, those of nested stacks included. */
export function synthesizedAssembly(root: IConstruct, files: readonly PolicyValidationStack[]): Assembly {
  const fileOf = new Map(files.map(({ stackConstructPath, templatePath }) => [stackConstructPath, templatePath]));
  const templateFile = (stack: Stack): string | undefined => {
    const parent = stack.nestedStackParent && templateFile(stack.nestedStackParent);
    return parent === undefined ? fileOf.get(stack.node.path) : join(dirname(parent), stack.templateFile);
  };
  const read = (stack: Stack) => {
    const file = templateFile(stack);
    return file === undefined ? undefined : { file, body: JSON.parse(readFileSync(file, 'utf-8')) };
  };
  return assemble(root, read, synthesizedImageAssets(root, files));
}

/** Renders the templates of a scope that is not synthesized yet, as unit tests of an app do. */
export function renderedAssembly(scope: IConstruct): Assembly {
  const within = Stack.isStack(scope) || !scope.node.scopes.some(Stack.isStack) ? scope : Stack.of(scope);
  return assemble(within, (stack) => ({ body: stack.resolve((stack as unknown as Renderable)._toCloudFormation()) }), NO_IMAGE_ASSETS);
}

/** What `Stack` keeps from TypeScript users, and what its synthesizers call. */
interface Renderable {
  _toCloudFormation(): unknown;
}

function assemble(root: IConstruct, read: (stack: Stack) => Pick<Template, 'file' | 'body'> | undefined, assets: ImageAssets): Assembly {
  const templates: Template[] = [];
  const unreadable: Unreadable[] = [];
  const constructs = new Constructs(root);
  for (const [stackPath, stack] of constructs.stacks) {
    try {
      const template = read(stack);
      if (template) {
        templates.push({ ...template, stackPath, nestedIn: nestedIn(stack) });
      }
    } catch (error) {
      unreadable.push({ stack, error });
    }
  }
  return { templates, unreadable, assets, constructOf: (address) => constructs.at(address) };
}

/** The stacks and resources of a construct tree. Which resource has which logical id is found out where the template does not say its path. */
class Constructs {
  public readonly stacks = new Map<string, Stack>();
  private readonly found = new Map<Address, IConstruct>();
  private byGivenId?: ReadonlyMap<string, CfnResource>;
  private byOwnId?: ReadonlyMap<string, CfnResource>;

  public constructor(private readonly root: IConstruct) {
    for (const construct of root.node.findAll()) {
      if (Stack.isStack(construct)) {
        this.stacks.set(construct.node.path, construct);
      }
    }
  }

  public at(address: Address): IConstruct {
    const found = this.found.get(address) ?? this.find(address);
    this.found.set(address, found);
    return found;
  }

  private find({ stackPath, logicalId, constructPath }: Address): IConstruct {
    const named = constructPath === undefined ? undefined : this.resourceAt(constructPath);
    if (named && named.stack === this.stacks.get(stackPath)) {
      return named;
    }
    const address = key(stackPath, logicalId);
    return this.withGivenId.get(address) ?? this.withOwnId.get(address) ?? this.stacks.get(stackPath) ?? this.root;
  }

  private resourceAt(path: string): CfnResource | undefined {
    const found = constructAt(this.root, path);
    return CfnResource.isCfnResource(found) ? found : undefined;
  }

  /** By the id that a stack gives to a resource: cheap, and right for all that did not override it. */
  private get withGivenId(): ReadonlyMap<string, CfnResource> {
    this.byGivenId ??= this.index((resource) => resource.stack.getLogicalId(resource));
    return this.byGivenId;
  }

  /** By the id that stands in the template: a token, whose resolution costs most of a look-up. */
  private get withOwnId(): ReadonlyMap<string, CfnResource> {
    this.byOwnId ??= this.index((resource) => resource.stack.resolve(resource.logicalId));
    return this.byOwnId;
  }

  private index(idOf: (resource: CfnResource) => string): ReadonlyMap<string, CfnResource> {
    const resources = this.root.node.findAll().filter((construct) => CfnResource.isCfnResource(construct));
    const read = (resources as CfnResource[]).filter(({ cfnResourceType: type }) => RESOURCE_TYPES.has(type));
    return new Map(read.map((resource) => [key(resource.stack.node.path, idOf(resource)), resource]));
  }
}

function nestedIn(stack: Stack): Template['nestedIn'] {
  const { nestedStackParent: parent, nestedStackResource: resource } = stack;
  return NestedStack.isNestedStack(stack) && parent && resource
    ? { stackPath: parent.node.path, logicalId: parent.resolve((resource as CfnResource).logicalId) }
    : undefined;
}
