import { PartialText, Reference, Resolved, Resolver } from './intrinsics';
import { Known, UNRESOLVED, mapKnown } from './known';
import { Json, isObject } from './template';

/** Reads typed properties of a resource, and notes the places where the value could not be known. */
export class Properties {
  public static of(value: Json, resolver: Resolver, unjudged: Set<string>, place = ''): Properties {
    return new Properties(asObject(resolver.resolve(value)), resolver, unjudged, place);
  }

  /** None at all. */
  public static absent(): Properties {
    return new Properties(undefined, { resolve: () => undefined }, new Set(), '');
  }

  private unusual?: boolean;

  private constructor(
    private readonly object: Known<Record<string, Json>>,
    private readonly resolver: Pick<Resolver, 'resolve'>,
    private readonly unjudged: Set<string>,
    /** Where these properties stand in the resource, such as `ContainerDefinitions.0`. */
    public readonly place: string,
  ) {}

  /** False where even the names of the properties are unknown. */
  public get readable(): boolean {
    return this.object !== UNRESOLVED;
  }

  /** The names of the properties, those that a condition removes included. */
  public get names(): Known<readonly string[]> {
    return mapKnown(this.object, Object.keys);
  }

  /** The resolved value, references and partial texts included. */
  public value(name: string): Resolved {
    if (this.object === undefined || this.object === UNRESOLVED) {
      return this.object;
    }
    if (Object.hasOwn(this.object, name)) {
      const value = this.object[name];
      return typeof value === 'object' ? this.resolver.resolve(value) : value as Resolved;
    }
    this.unusual ??= hasUnusualNames(this.object);
    return this.unusual ? this.unusualValue(this.object, lowerFirst(name)) : undefined;
  }

  /** Names may begin in lower case, as those of the ECS API do. What a macro adds beside the other properties is not known. */
  private unusualValue(object: Record<string, Json>, name: string): Resolved {
    if (Object.hasOwn(object, name)) {
      return this.resolver.resolve(object[name]);
    }
    return Object.hasOwn(object, 'Fn::Transform') ? UNRESOLVED : undefined;
  }

  public text(name: string): Known<string> {
    const value = this.value(name);
    return value === undefined || typeof value === 'string' ? value : this.noted(name, asText(value));
  }

  /** A text in which the unknown parts read `${Name}`. */
  public partialText(name: string): Known<string> {
    const value = this.value(name);
    return value === undefined || typeof value === 'string' ? value : this.noted(name, asPartialText(value));
  }

  public number(name: string): Known<number> {
    const value = this.value(name);
    return value === undefined || typeof value === 'number' ? value : this.noted(name, asNumber(value));
  }

  public flag(name: string): Known<boolean> {
    const value = this.value(name);
    return value === undefined || typeof value === 'boolean' ? value : this.noted(name, asFlag(value));
  }

  /** A list of texts in which the unknown parts read `${Name}`; unresolved where one item is wholly unknown in kind. */
  public texts(name: string): Known<readonly string[]> {
    const values = this.values(name);
    return values === undefined ? undefined : this.noted(name, mapKnown(values, asTexts));
  }

  public child(name: string): Properties {
    const object = asObject(this.value(name));
    return object === undefined ? ABSENT : new Properties(this.noted(name, object), this.resolver, this.unjudged, this.placeOf(name));
  }

  /** An object that may be written as a text of JSON, too. The unknown parts of such a text read `${Name}`. */
  public document(name: string): Properties {
    const value = this.value(name);
    const object = typeof value === 'string' || value instanceof PartialText ? parseJson(value.toString()) : value;
    return new Properties(this.noted(name, asObject(object)), this.resolver, this.unjudged, this.placeOf(name));
  }

  public objects(name: string): Known<readonly Properties[]> {
    const list = this.list(name);
    return list === undefined ? undefined : mapKnown(this.noted(name, list), (items) => items.flatMap((item, index) => {
      const place = `${this.placeOf(name)}.${index}`;
      const object = asObject(item);
      if (object === undefined) {
        return [];
      }
      if (object === UNRESOLVED) {
        this.unjudged.add(place);
      }
      return new Properties(object, this.resolver, this.unjudged, place);
    }));
  }

  /** The resolved items of a list, without those that a condition removes. */
  public values(name: string): Known<readonly Resolved[]> {
    const list = this.list(name);
    return list === undefined ? undefined : mapKnown(list, withoutRemoved);
  }

  private list(name: string): Known<readonly Resolved[]> {
    const value = this.value(name);
    if (value === undefined) {
      return undefined;
    }
    return Array.isArray(value) ? value.map((item) => this.resolver.resolve(item)) : UNRESOLVED;
  }

  private noted<T>(name: string, value: Known<T>): Known<T> {
    if (value === UNRESOLVED && this.object !== UNRESOLVED) {
      this.unjudged.add(this.placeOf(name));
    }
    return value;
  }

  private placeOf(name: string): string {
    return this.place ? `${this.place}.${name}` : name;
  }
}

/** The properties of what is not there. */
const ABSENT = Properties.absent();

/** Whether a name begins in lower case, or a macro adds names. */
function hasUnusualNames(object: Record<string, Json>): boolean {
  for (const name in object) {
    if ((name >= 'a' && name < '{') || name === 'Fn::Transform') {
      return true;
    }
  }
  return false;
}

function asObject(value: Resolved): Known<Record<string, Json>> {
  if (value === undefined) {
    return undefined;
  }
  return isObject(value) && !(value instanceof PartialText) && !(value instanceof Reference) ? value : UNRESOLVED;
}

function parseJson(text: string): Resolved {
  try {
    return JSON.parse(text);
  } catch {
    return UNRESOLVED;
  }
}

function asText(value: Resolved): Known<string> {
  if (value === undefined || typeof value === 'string') {
    return value;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : UNRESOLVED;
}

function asTexts(items: readonly Resolved[]): Known<readonly string[]> {
  const texts = items.map(asPartialText);
  return texts.every((text) => typeof text === 'string') ? texts as string[] : UNRESOLVED;
}

function withoutRemoved(items: readonly Resolved[]): readonly Resolved[] {
  return items.includes(undefined) ? items.filter((item) => item !== undefined) : items;
}

function asPartialText(value: Resolved): Known<string> {
  return value instanceof PartialText || value instanceof Reference ? value.toString() : asText(value);
}

function asNumber(value: Resolved): Known<number> {
  const text = asText(value);
  return mapKnown(text, (digits) => (/^\s*-?\d+(\.\d+)?\s*$/.test(digits) ? Number(digits) : UNRESOLVED));
}

function asFlag(value: Resolved): Known<boolean> {
  return mapKnown(asText(value), (text) => {
    const flag = text.toLowerCase();
    return flag === 'true' || flag === 'false' ? flag === 'true' : UNRESOLVED;
  });
}

/** The name of a property as props and the API of a service spell it. */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
