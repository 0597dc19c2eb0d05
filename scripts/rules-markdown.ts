import { GUIDELINES, Guideline } from '../src/rules/guidelines';
import type { Rule } from '../src/rules/rule';

/** The text of RULES.md: by guideline, and in each the rules in the order of their ids. */
export function rulesMarkdown(rules: readonly Rule[]): string {
  const chapters = (Object.keys(GUIDELINES) as Guideline[]).flatMap((guideline) => {
    const inChapter = rules.filter((rule) => rule.guideline === guideline).sort((a, b) => (a.id < b.id ? -1 : 1));
    return inChapter.length === 0 ? [] : [`## ${GUIDELINES[guideline]}`, table(inChapter), ...inChapter.map(section)];
  });
  return `${['<!-- Written by scripts/write-rules-md.ts from src/rules. To change it, change a rule. -->', '# Rules', INTRODUCTION, ...chapters].join('\n\n')}\n`;
}

const INTRODUCTION = [
  'An **error** makes `cdk synth` exit with 1, a **warning** only with `--strict`, an **info** never.',
  'Where a finding is less certain than the rule, or somebody else decides, it is an info.',
  'Examples are the CloudFormation properties that a rule looks at; the fix is in the words of the CDK.',
  'A value that only CloudFormation will know never makes a finding.',
].join('\n');

function table(rules: readonly Rule[]): string {
  return ['| rule | severity | requires |', '|---|---|---|', ...rules.map(({ id, severity, title }) => `| [${id}](#${id.toLowerCase()}) | ${severity} | ${title} |`)].join('\n');
}

function section({ id, title, why, fix, link, peers, examples }: Rule): string {
  return [
    `### ${id}`,
    `${title}. ${why}`,
    `**Fix:** ${fix}.`,
    '```json',
    `// bad\n${shown(examples.bad)}`,
    `// good\n${shown(examples.good)}`,
    '```',
    `Acknowledge with \`SafeContainers-${id}\` · [documentation](${link})${peers.length === 0 ? '' : ` · elsewhere: ${peers.join(', ')}`}`,
  ].join('\n\n').replace(/```json\n\n/g, '```json\n').replace(/\n\n```\n/g, '\n```\n').replace(/\n\n\/\/ good/g, '\n// good');
}

function shown(example: Rule['examples']['bad']): string {
  const { properties, Resources } = example;
  return properties === undefined ? json(example) : `${json(properties as Rule['examples']['bad'])}\n// beside\n${JSON.stringify(Resources)}`;
}

/** `undefined` is a property that is not there. */
function json(example: Rule['examples']['bad']): string {
  const absent = Object.entries(example).filter(([, value]) => value === undefined).map(([name]) => name);
  return absent.length > 0 ? `{ /* no ${absent.join(', ')} */ }` : JSON.stringify(example);
}
