/** What the rules are grouped by: the seven guidelines for container images, then what else every scanner of the field looks at. */
export const GUIDELINES = {
  'complete-image': 'Complete image',
  'one-process': 'One application process per container',
  'sigterm': 'SIGTERM is handled',
  'logs': 'Logs go to stdout and stderr',
  'tags': 'Tags version images',
  'immutability': 'Immutable tags and registry hygiene',
  'co-location': 'Co-locate only what belongs together',
  'least-privilege': 'Least privilege and secrets',
  'safe-deployment': 'Safe deployment, observability, capacity',
} as const;

export type Guideline = keyof typeof GUIDELINES;
