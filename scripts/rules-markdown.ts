import { PEERS, Peer, PeerCheck } from './peers';
import { GUIDELINES, Guideline } from '../src/rules/guidelines';
import type { Rule } from '../src/rules/rule';

/** The text of RULES.md: by guideline, and in each the rules in the order of their ids; then what other tools check. */
export function rulesMarkdown(rules: readonly Rule[]): string {
  const chapters = (Object.keys(GUIDELINES) as Guideline[]).flatMap((guideline) => {
    const inChapter = rules.filter((rule) => rule.guideline === guideline).sort((a, b) => (a.id < b.id ? -1 : 1));
    return inChapter.length === 0 ? [] : [`## ${GUIDELINES[guideline]}`, table(inChapter), ...inChapter.map(section)];
  });
  const peers = ['## Peers', PEERS_INTRODUCTION, ...PEERS.flatMap((peer) => [`### ${peer.name}`, `[All checks](${peer.url}). ${peer.note}`, peerTable(peer, rules)])];
  return `${[ORIGIN, '# Rules', INTRODUCTION, ...chapters, ...peers].join('\n\n')}\n`;
}

const ORIGIN = '<!-- Written by scripts/write-rules-md.ts from src/rules and scripts/peers.ts. To change it, change a rule or a peer. -->';

const INTRODUCTION = [
  'An **error** makes `cdk synth` exit with 1, a **warning** only with `--strict`, an **info** never.',
  'Where a finding is less certain than the rule, or somebody else decides, it is an info.',
  'Examples are the CloudFormation properties that a rule looks at, or the Dockerfile; the fix is in the words of the CDK.',
  'A value that only CloudFormation will know never makes a finding.',
].join('\n');

const PEERS_INTRODUCTION = [
  'What other tools check of ECS, ECR, App Runner and Dockerfiles, read in November 2026, and which rule makes the same check here, or why none does.',
  'The same check is not always the same verdict: a rule looks closer where the other tool raises false alarms or misses something.',
  'Not listed are searches for secrets in any text, and checks of log groups that pass a group without retention.',
].join('\n');

function table(rules: readonly Rule[]): string {
  return ['| rule | severity | requires |', '|---|---|---|', ...rules.map(({ id, severity, title }) => `| [${id}](#${id.toLowerCase()}) | ${severity} | ${title} |`)].join('\n');
}

function section({ id, title, why, fix, link, peers, examples }: Rule): string {
  return [
    `### ${id}`,
    `${title}. ${why}`,
    `**Fix:** ${fix}.`,
    shown('bad', examples.bad),
    shown('good', examples.good),
    `Acknowledge with \`SafeContainers-${id}\` · [documentation](${link})${peers.length === 0 ? '' : ` · elsewhere: ${elsewhere(peers)}`}`,
  ].join('\n\n').replace('\n```\n\n```json\n', '\n');
}

/** Ids with the names of their tools, in the order of the tables. */
function elsewhere(ids: readonly string[]): string {
  return PEERS.flatMap(({ name, checks }) => checks.filter(({ id }) => ids.includes(id)).map(({ id }) => `${name} ${id}`)).join(', ');
}

function peerTable({ checks }: Peer, rules: readonly Rule[]): string {
  return ['| check | requires | here |', '|---|---|---|', ...checks.map((check) => `| ${check.id} | ${check.what} | ${here(check, rules)} |`)].join('\n');
}

function here({ id, leftOut }: PeerCheck, rules: readonly Rule[]): string {
  const links = rules.filter(({ peers }) => peers.includes(id)).map((rule) => `[${rule.id}](#${rule.id.toLowerCase()})`);
  return leftOut === undefined ? links.join(', ') : `left out: ${leftOut}`;
}

function shown(verdict: string, example: Rule['examples']['bad']): string {
  const { properties, Resources, files } = example;
  if (files !== undefined) {
    return ['```dockerfile', `# ${verdict}`, ...Object.entries(files as Record<string, string>).flatMap(([name, text]) => (
      [...name === 'Dockerfile' ? [] : [`# ${name}`], text.trimEnd()])), '```'].join('\n');
  }
  const text = properties === undefined ? json(example) : `${json(properties as Rule['examples']['bad'])}\n// beside\n${JSON.stringify(Resources)}`;
  return ['```json', `// ${verdict}`, text, '```'].join('\n');
}

/** `undefined` is a property that is not there. */
function json(example: Rule['examples']['bad']): string {
  const absent = Object.entries(example).filter(([, value]) => value === undefined).map(([name]) => name);
  return absent.length > 0 ? `{ /* no ${absent.join(', ')} */ }` : JSON.stringify(example);
}
