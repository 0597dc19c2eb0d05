import { Registries, Image, readImage } from './image';
import { Properties, lowerFirst } from './properties';
import { isVersionedByAws } from '../platform/aws-images';
import { IMAGE_USERS, NAMES_OF_ITEMS } from '../platform/image-users';

/** An image that a resource names, and where. */
export interface NamedImage {
  /** What the items of lists and maps on the way to it are called, joined by dots. Absent where there are none, or one has no name. */
  readonly at?: string;
  readonly place: string;
  readonly image: Image;
  /** The user to run it as is said beside it. */
  readonly saysUser: boolean;
}

/** What the rest of the app says of a resource that names images. */
export interface UserSurroundings {
  readonly pathOf: () => string;
  readonly registries: Registries;
}

/** The images that a resource of the table names, but for those of which AWS decides what they mean. */
export function readImages(type: string, properties: Properties, { pathOf, registries }: UserSurroundings): readonly NamedImage[] {
  const { called, images, inCdk } = IMAGE_USERS[type];
  const named = (property: string, beside: Properties) => (typeof inCdk === 'function' ? inCdk(beside.text('Type')) : inCdk)
    ?? `${lowerFirst(property)}: repository.repositoryUriForTagOrDigest(gitSha)`;
  return images.flatMap((image) => {
    const steps = image.split('.');
    const property = steps.pop()!;
    return steps.reduce(follow, [{ properties, items: [] }]).flatMap((holder) => {
      const value = holder.properties.value(property);
      if (value === undefined) {
        return [];
      }
      const use = { usedBy: titleOf(holder, `${called} "${pathOf()}"`), property, inCdk: named(property, holder.properties), versionConsistency: undefined };
      const read = readImage(value, use, registries);
      const { place } = holder.properties;
      return read && !isVersionedByAws(read.reference) ? [{ at: keyOf(holder), place, image: read, saysUser: saysUser(holder.properties) }] : [];
    });
  });
}

/** AWS Batch has it beside the image, and for Kubernetes in a security context. */
function saysUser(properties: Properties): boolean {
  return properties.value('User') !== undefined || properties.child('SecurityContext').value('RunAsUser') !== undefined;
}

/** An object on the way to an image, and the items of lists and maps that lead to it. */
interface Holder {
  readonly properties: Properties;
  readonly items: readonly Item[];
}

interface Item {
  readonly word: string;
  readonly name: string | undefined;
}

/** One step of a path further: `Container`, or each of `Containers[container]`, or each of `WorkerTypes{worker type}`. */
function follow(holders: readonly Holder[], step: string): Holder[] {
  const [, name, kind, word] = /^(\w+)(?:([[{])([^\]}]*)[\]}])?$/.exec(step)!;
  return holders.flatMap(({ properties, items }): Holder[] => {
    if (kind === undefined) {
      return [{ properties: properties.child(name), items }];
    }
    const found = kind === '[' ? itemsOf(properties, name) : valuesOf(properties.child(name));
    return found.map(([key, value]) => ({ properties: value, items: word === '' ? items : [...items, { word, name: key }] }));
  });
}

function itemsOf(properties: Properties, name: string): [string | undefined, Properties][] {
  const items = properties.objects(name);
  return Array.isArray(items) ? (items as readonly Properties[]).map((item) => [nameOf(item), item]) : [];
}

function valuesOf(map: Properties): [string, Properties][] {
  const { names } = map;
  return Array.isArray(names) ? (names as readonly string[]).map((key) => [key, map.child(key)]) : [];
}

function nameOf(item: Properties): string | undefined {
  const name = NAMES_OF_ITEMS.map((property) => item.value(property)).find((value) => value !== undefined);
  return typeof name === 'string' ? name : undefined;
}

/** How a message calls what runs an image, from the inside out: `container "api" of job definition "Train"`. */
function titleOf({ items }: Holder, resource: string): string {
  const titles = items.flatMap(({ word, name }) => (name === undefined ? [] : `${word} "${name}"`));
  return [...titles.reverse(), resource].join(' of ');
}

function keyOf({ items }: Holder): string | undefined {
  const names = items.map(({ name }) => name);
  return names.length > 0 && names.every((name) => name !== undefined) ? names.join('.') : undefined;
}
