import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { CfnResource, NestedStack, PolicyValidationStack, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { RESOURCE_TYPES } from './app';
import { constructAt, descendant } from './construct-tree';
import { ImageAssets, NO_IMAGE_ASSETS, synthesizedImageAssets } from './image-assets';
import { Address } from './resources';
import { Template, resourcesOf } from './template';
import { key } from './templates';

/** A stack whose template could not be read. */
export interface Unreadable {
  readonly stack: IConstruct;
  readonly error: unknown;
}

/** A construct, and its path. */
export interface Located {
  readonly construct: IConstruct;
  readonly path: string;
}

/** The part of an app that is judged: its templates, and the way from what stands in them to the constructs. */
export interface Assembly {
  readonly templates: readonly Template[];
  readonly unreadable: readonly Unreadable[];
  /** What its images are built from. */
  readonly assets: ImageAssets;
  /** The construct of a resource; its stack, where the resource has none. */
  locate(address: Address): Located;
}

/** Reads the template files of a synthesized app, those of nested stacks included. */
export function synthesizedAssembly(root: IConstruct, files: readonly PolicyValidationStack[]): Assembly {
  return assemble(root, synthesizedImageAssets(root, files), (read) => {
    for (const { stackConstructPath: path, templatePath } of files) {
      const stack = constructAt(root, path);
      if (Stack.isStack(stack)) {
        readWithNested(stack, templatePath, read);
      }
    }
  });
}

/** What reads a template, and gives it where it could be read. */
type Read = (stack: Stack, source: () => Pick<Template, 'file' | 'body'>) => Template | undefined;

const NESTED_STACKS = new Set(['AWS::CloudFormation::Stack']);

/** Stacks are nested where a template has them as resources. */
function readWithNested(stack: Stack, file: string, read: Read): void {
  const template = read(stack, () => ({ file, body: JSON.parse(readFileSync(file, 'utf-8')) }));
  if (template && resourcesOf(template.body, NESTED_STACKS).length > 0) {
    stack.node.findAll()
      .filter((construct): construct is NestedStack => NestedStack.isNestedStack(construct) && construct.nestedStackParent === stack)
      .forEach((nested) => readWithNested(nested, join(dirname(file), nested.templateFile), read));
  }
}

/** Renders the templates of a scope that is not synthesized yet, as unit tests of an app do. */
export function renderedAssembly(scope: IConstruct): Assembly {
  const within = Stack.isStack(scope) || !scope.node.scopes.some(Stack.isStack) ? scope : Stack.of(scope);
  return assemble(within, NO_IMAGE_ASSETS, (read) => within.node.findAll().filter(Stack.isStack).forEach((stack) => {
    read(stack, () => ({ body: stack.resolve((stack as unknown as Renderable)._toCloudFormation()) }));
  }));
}

/** What `Stack` keeps from TypeScript users, and what its synthesizers call. */
interface Renderable {
  _toCloudFormation(): unknown;
}

function assemble(root: IConstruct, assets: ImageAssets, readAll: (read: Read) => void): Assembly {
  const templates: Template[] = [];
  const unreadable: Unreadable[] = [];
  const stacks = new Map<string, Stack>();
  readAll((stack, source) => {
    const stackPath = stack.node.path;
    stacks.set(stackPath, stack);
    try {
      const template = { ...source(), stackPath, nestedIn: nestedIn(stack) };
      templates.push(template);
      return template;
    } catch (error) {
      unreadable.push({ stack, error });
      return undefined;
    }
  });
  const constructs = new Constructs(root, stacks);
  return { templates, unreadable, assets, locate: (address) => constructs.at(address) };
}

/** The resources of a construct tree. Which resource has which logical id is found out where the template does not say its path. */
class Constructs {
  private readonly found = new Map<Address, Located>();
  private byGivenId?: ReadonlyMap<string, CfnResource>;
  private byOwnId?: ReadonlyMap<string, CfnResource>;

  public constructor(private readonly root: IConstruct, private readonly stacks: ReadonlyMap<string, Stack>) {}

  public at(address: Address): Located {
    return this.found.get(address) ?? this.find(address);
  }

  private find(address: Address): Located {
    const found = this.atPath(address) ?? this.withId(address);
    this.found.set(address, found);
    return found;
  }

  private atPath({ stackPath, constructPath: path }: Address): Located | undefined {
    const stack = this.stacks.get(stackPath);
    const construct = stack && path?.startsWith(`${stackPath}/`) ? descendant(stack, path.slice(stackPath.length + 1)) : undefined;
    return construct && CfnResource.isCfnResource(construct) && construct.stack === stack ? { construct, path: path! } : undefined;
  }

  private withId({ stackPath, logicalId }: Address): Located {
    const address = key(stackPath, logicalId);
    const construct = this.withGivenId.get(address) ?? this.withOwnId.get(address) ?? this.stacks.get(stackPath) ?? this.root;
    return { construct, path: construct.node.path };
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
  return parent && resource && NestedStack.isNestedStack(stack)
    ? { stackPath: parent.node.path, logicalId: parent.resolve((resource as CfnResource).logicalId) }
    : undefined;
}
