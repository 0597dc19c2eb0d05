import type { Container, Dependency } from './container';
import { Known, UNRESOLVED, allTexts, mapKnown } from './known';

/** The names of the containers that ECS starts before another: by `dependsOn`, links and the volumes of others, and by FireLens. */
export function startsAfter(container: Container): Container['startsAfter'] {
  const { dependsOn, links, volumesFrom } = container;
  const stated = mapKnown(dependsOn, (dependencies) => allTexts(dependencies.map((dependency) => dependency.container)));
  const lists = [stated, links, volumesFrom, firelensRouters(container)];
  return lists.includes(UNRESOLVED) ? UNRESOLVED : (lists as (readonly string[] | undefined)[]).flatMap((list) => list ?? []);
}

/** ECS itself starts a FireLens router before those that log through it, unless the router waits for others. */
function firelensRouters({ logDriver, task: { containers } }: Container): Known<readonly string[]> {
  if (logDriver !== UNRESOLVED && logDriver !== 'awsfirelens') {
    return [];
  }
  const startsFirst = ({ firelensRouter, dependsOn }: Container) => firelensRouter && !hasItems(dependsOn);
  return mapKnown(containers, (all) => allTexts(all.filter(startsFirst).map(({ name }) => name)));
}

function hasItems(list: Known<readonly unknown[]>): boolean {
  return Array.isArray(list) && list.length > 0;
}

/** A shortest way by `dependsOn` from a container back to itself, along names that come after its own. */
export function cycleFrom({ name: first, task: { containers } }: Container): readonly string[] | undefined {
  if (typeof first !== 'string' || containers === UNRESOLVED) {
    return undefined;
  }
  const waits = new Map(containers.map(({ name, dependsOn }) => [name, namesIn(dependsOn)]));
  const seen = new Set<string>();
  for (let ways = [[first]]; ways.length > 0;) {
    const longer: string[][] = [];
    for (const way of ways) {
      const next = waits.get(way[way.length - 1]) ?? [];
      if (next.includes(first)) {
        return way;
      }
      next.filter((name) => name > first && !seen.has(name)).forEach((name) => {
        seen.add(name);
        longer.push([...way, name]);
      });
    }
    ways = longer;
  }
  return undefined;
}

function namesIn(dependencies: Known<readonly Dependency[]>): string[] {
  const names = dependencies === undefined || dependencies === UNRESOLVED ? [] : dependencies.map(({ container }) => container);
  return names.filter((name) => typeof name === 'string');
}
