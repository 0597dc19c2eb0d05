import fc from 'fast-check';
import { PROPERTIES, PROPERTIES_OF_APPS, PROPERTIES_OF_DOCKERFILES } from '../test/fuzz/properties';

/** Cases of each property, and a seed to run a failure again: `npm run fuzz -- <cases> <seed>`. A case of a whole app counts as fifty. */
const [cases, seed] = [Number(process.argv[2] ?? 30_000), Number(process.argv[3] ?? Date.now() % 2 ** 31)];

/** How many cases held; ends the process where one did not. */
function check(name: string, property: fc.IRawProperty<unknown>, numRuns: number): number {
  if (process.stderr.isTTY) {
    process.stderr.write(`${name} …\r`);
  }
  const started = Date.now();
  const details = fc.check(property, { numRuns, seed }) as fc.RunDetails<unknown>;
  if (details.failed) {
    console.log(`${name}: failed\n${fc.defaultReportMessage(details)}\n${String((details.errorInstance as Error | null)?.stack)}`);
    process.exit(1);
  }
  console.log(`${name.padEnd(90)}${String(details.numRuns).padStart(8)} cases${((Date.now() - started) / 1000).toFixed(0).padStart(5)} s`);
  return details.numRuns;
}

const held = [
  ...Object.entries({ ...PROPERTIES, ...PROPERTIES_OF_DOCKERFILES }).map(([name, property]) => check(name, property, cases)),
  ...Object.entries(PROPERTIES_OF_APPS).map(([name, property]) => check(name, property, Math.ceil(cases / 50))),
];
console.log(`${held.reduce((sum, runs) => sum + runs, 0)} cases with seed ${seed}: nothing found`);
