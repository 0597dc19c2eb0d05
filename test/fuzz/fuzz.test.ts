import fc from 'fast-check';
import { PROPERTIES, PROPERTIES_OF_APPS, PROPERTIES_OF_DOCKERFILES } from './properties';

/** The same cases in every run, so that a red test is the fault of the change at hand; `npm run fuzz` looks for new ones. */
const SEED = 20_261_124;

test.each(Object.entries({ ...PROPERTIES, ...PROPERTIES_OF_DOCKERFILES }))('%s', (_, property) => {
  void fc.assert(property, { numRuns: 1000, seed: SEED });
});

test.each(Object.entries(PROPERTIES_OF_APPS))('%s', (_, property) => {
  void fc.assert(property, { numRuns: 50, seed: SEED });
});
