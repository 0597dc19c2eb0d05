import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, join, relative } from 'path';
import { Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { found, judgedApp, synthReports } from './synthesis';

let folder: string;

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'dockerfiles-')); });
afterEach(() => rmSync(folder, { recursive: true }));

/** The report of an app whose services run one image, which is built from files. */
function reportOf(files: Record<string, string>, services = ['Api']) {
  Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
  const app = judgedApp();
  const stack = new Stack(app, 'Stack');
  services.forEach((service) => new ecs.FargateTaskDefinition(stack, service).addContainer('app', { image: ecs.ContainerImage.fromAsset(folder) }));
  return synthReports(app)[0];
}

const SHELL = 'SafeContainers-ContainerShellKeepsSignal';
/** Users see a path from where they are, or the whole of it where that is shorter. */
const place = (line: number) => join([relative(process.cwd(), folder), folder].sort((one, other) => one.length - other.length)[0], `Dockerfile:${line}`);

test('a finding names Dockerfile and line, and the corrected instruction', () => {
  const report = reportOf({ Dockerfile: 'FROM node:22.11.0\nUSER node\nCMD node server.js\n' });
  expect(report.violations.find(({ ruleName }) => ruleName.startsWith(SHELL))).toMatchObject({
    description: expect.stringContaining(`container "app" starts "CMD node server.js" (${place(3)}): dash, the sh of its base image,`),
    suggestedFix: `write CMD ["node", "server.js"] (${place(3)})`,
  });
});

test('a comment acknowledges the finding in the instruction below, with its reason', () => {
  const report = reportOf({ Dockerfile: 'FROM node:22.11.0\nUSER node\n# safe-containers ignore=ContainerShellKeepsSignal it has nothing to finish\nCMD node server.js\n' });
  expect(found(report).filter((finding) => finding.startsWith(SHELL))).toEqual([]);
  expect(report.suppressedViolations).toEqual([expect.objectContaining({
    ruleName: expect.stringMatching(new RegExp(`${SHELL}\\[.*${basename(folder)}`)),
    reason: `it has nothing to finish (${place(3)})`,
  })]);
});

test.each([
  ['one without a reason does not count, and says so', '# safe-containers ignore=ContainerShellKeepsSignal\nCMD node server.js', true],
  ['one of another rule does not count', '# safe-containers ignore=ContainerRootUser for now\nCMD node server.js', false],
  ['one above another instruction does not count', '# safe-containers ignore=ContainerShellKeepsSignal for now\nUSER node\nCMD node server.js', false],
])('a comment: %s', (_, instructions, told) => {
  const { violations } = reportOf({ Dockerfile: `FROM node:22.11.0\nUSER node\n${instructions}\n` });
  const finding = violations.find(({ ruleName }) => ruleName.startsWith(SHELL));
  expect(finding).toBeDefined();
  expect(finding!.description.endsWith(`The comment in ${place(3)} acknowledges it without a reason, which does not count.`)).toBe(told);
});

test('what is wrong with a Dockerfile is said once, to the first of several users', () => {
  const report = reportOf({ Dockerfile: 'FROM node:22.11.0\nUSER node\nCMD ["a"]\nCMD ["b"]\n' }, ['One', 'Two']);
  expect(found(report).filter((finding) => finding.includes('IgnoredCommand'))).toEqual(['SafeContainers-DockerfileIgnoredCommand[app] at Stack/One/Resource']);
});
