import { AppFacts } from '../../src/facts/app';
import type { Container } from '../../src/facts/container';
import { buildsFrom } from '../rules/rule-tester';
import { ASSET_IMAGE } from '../rules/subjects';

/** The container of a task definition whose image is built from files. */
function containerOf(files: Record<string, string>, properties: object = {}): Container {
  const body = { Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [{ Name: 'app', Image: ASSET_IMAGE, ...properties }] } } } };
  const facts = new AppFacts([{ stackPath: 'Stack', body }], undefined, undefined, buildsFrom(files));
  const { subjects } = facts.read(facts.addresses[0])[0];
  return subjects.find(({ kind }) => kind === 'container')!.facts as Container;
}

/** The programs that run, as a line each. */
function commandsOf({ process }: Container): string[] | undefined {
  return process?.commands.map(({ program }) => program.map(({ text }) => text).join(' '));
}

const node = (instructions: string) => ({ Dockerfile: `FROM node:22.11.0\n${instructions}` });

test.each<[string, Record<string, string>, object, string[] | undefined, string, string]>([
  ['CMD', node('CMD ["node", "a.js"]'), {}, ['node a.js'], 'image', 'api/Dockerfile:2'],
  ['CMD in shell form', node('CMD node a.js'), {}, ['node a.js'], 'image', 'api/Dockerfile:2'],
  ['ENTRYPOINT and CMD', node('ENTRYPOINT ["node"]\nCMD ["a.js"]'), {}, ['node a.js'], 'image', 'api/Dockerfile:3'],
  ['an ENTRYPOINT that starts a script of its own', node('ENTRYPOINT ["sh", "-c", "exec node a.js"]\nCMD ["--x"]'), {}, ['node a.js'], 'image', 'api/Dockerfile:2'],
  ['an ENTRYPOINT in shell form', node('ENTRYPOINT exec node a.js\nCMD ["b.js"]'), {}, ['node a.js'], 'image', 'api/Dockerfile:2'],
  ['an ENTRYPOINT that is given options', node('ENTRYPOINT ["supervisord"]\nCMD ["-n"]'), {}, ['supervisord -n'], 'image', 'api/Dockerfile:2'],
  ['an ENTRYPOINT that is given a script', node('ENTRYPOINT ["sh", "-c"]\nCMD ["exec node a.js"]'), {}, ['node a.js'], 'image', 'api/Dockerfile:3'],
  ['ENTRYPOINT alone', node('ENTRYPOINT ["node", "a.js"]'), {}, ['node a.js'], 'image', 'api/Dockerfile:2'],
  ['a command beside CMD', node('CMD ["node", "a.js"]'), { Command: ['node', 'b.js'] }, ['node b.js'], 'task definition', ''],
  ['a command beside ENTRYPOINT', node('ENTRYPOINT ["node"]\nCMD ["a.js"]'), { Command: ['b.js'] }, ['node b.js'], 'both', 'api/Dockerfile:2'],
  ['an entry point beside both', node('ENTRYPOINT ["node"]\nCMD ["a.js"]'), { EntryPoint: ['deno'] }, ['deno'], 'task definition', ''],
  ['an empty command, which is none', node('CMD ["node", "a.js"]'), { Command: [] }, ['node a.js'], 'image', 'api/Dockerfile:2'],
  ['a command that CloudFormation fills in', node('CMD ["node", "a.js"]'), { Command: { 'Fn::GetAtt': ['A', 'B'] } }, undefined, 'task definition', ''],
  ['an init in front', node('ENTRYPOINT ["tini", "--"]\nCMD ["node", "a.js"]'), {}, ['node a.js'], 'image', 'api/Dockerfile:3'],
  ['a CMD that goes with a later ENTRYPOINT', { Dockerfile: 'FROM node:22.11.0 AS a\nCMD ["b.js"]\nFROM a\nENTRYPOINT ["node"]' }, {}, ['node'], 'image', 'api/Dockerfile:4'],
  ['nothing, so that the base image decides', node('USER node'), {}, undefined, 'task definition', ''],
  ['arguments of a program in the base image', { Dockerfile: 'FROM gcr.io/distroless/nodejs22-debian12\nCMD ["a.js"]' }, {}, undefined, 'image', 'api/Dockerfile:2'],
  ['no Dockerfile', {}, {}, undefined, 'task definition', ''],
])('what starts: %s', (_, files, properties, commands, saidBy, where) => {
  const container = containerOf(files, properties);
  expect(commandsOf(container)).toEqual(commands);
  expect(container.start).toMatchObject({ saidBy, where });
});

const SCRIPT = '#!/bin/sh\nset -e\nnpm run migrate\nexec "$@"\n';
const FOLLOWED = ['set -e', 'npm run migrate', 'node a.js'];

test.each<[string, string, Record<string, string>, object?]>([
  ['a path', 'COPY start.sh /\nENTRYPOINT ["/start.sh"]', { 'start.sh': SCRIPT }],
  ['a path from the working directory', 'WORKDIR /srv\nCOPY start.sh ./\nENTRYPOINT ["./start.sh"]', { 'start.sh': SCRIPT }],
  ['a name in a folder of programs', 'COPY docker/start.sh /usr/local/bin/\nENTRYPOINT ["start.sh"]', { 'docker/start.sh': SCRIPT }],
  ['another name in the image', 'COPY docker/start.sh /usr/local/bin/start\nENTRYPOINT ["start"]', { 'docker/start.sh': SCRIPT }],
  ['the whole context', 'WORKDIR /srv\nCOPY . .\nENTRYPOINT ["bin/start.sh"]', { 'bin/start.sh': SCRIPT }],
  ['a folder', 'COPY docker /opt/docker\nENTRYPOINT ["/opt/docker/start.sh"]', { 'docker/start.sh': SCRIPT }],
  ['several sources', 'COPY a.js start.sh /srv/\nENTRYPOINT ["/srv/start.sh"]', { 'a.js': '', 'start.sh': SCRIPT }],
  ['a pattern', 'COPY *.sh /\nENTRYPOINT ["/start.sh"]', { 'start.sh': SCRIPT }],
  ['an existing folder without a slash', 'WORKDIR /srv\nCOPY start.sh /srv\nENTRYPOINT ["/srv/start.sh"]', { 'start.sh': SCRIPT }],
  ['ADD', 'ADD start.sh /\nENTRYPOINT ["/start.sh"]', { 'start.sh': SCRIPT }],
  ['an interpreter in front', 'COPY start.sh /\nENTRYPOINT ["sh", "-e", "/start.sh"]', { 'start.sh': SCRIPT.replace('#!/bin/sh\n', '') }],
  ['an init in front', 'COPY start.sh /\nENTRYPOINT ["tini", "--", "/start.sh"]', { 'start.sh': SCRIPT }],
  ['env in the first line', 'COPY start.sh /\nENTRYPOINT ["/start.sh"]', { 'start.sh': SCRIPT.replace('/bin/sh', '/usr/bin/env bash') }],
  ['a heredoc', 'COPY <<"EOF" /start.sh\n#!/bin/sh\nset -e\nnpm run migrate\nexec "$@"\nEOF\nENTRYPOINT ["/start.sh"]', {}],
  ['the last of two copies', 'COPY old.sh /start.sh\nCOPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]', { 'old.sh': '#!/bin/sh\nold', 'start.sh': SCRIPT }],
  ['a script that starts a script', 'COPY . /\nENTRYPOINT ["/outer.sh", "/start.sh"]', { 'outer.sh': '#!/bin/sh\nexec "$@"', 'start.sh': SCRIPT }],
])('a script of the build is read: %s', (_, instructions, files) => {
  const container = containerOf({ ...node(`${instructions}\nCMD ["node", "a.js"]`), ...files });
  expect(commandsOf(container)!.slice(-3)).toEqual(FOLLOWED);
  expect(container.running.foreground?.words).toEqual(['node', 'a.js']);
  expect(container.start.script?.inFront).toBe(true);
});

test('a script that another stage hands on', () => {
  const container = containerOf({
    'Dockerfile': 'FROM node:22.11.0 AS build\nWORKDIR /src\nCOPY . .\nFROM node:22.11.0\nCOPY --from=build /src/bin /bin\nENTRYPOINT ["/bin/start.sh"]\nCMD ["node", "a.js"]',
    'bin/start.sh': SCRIPT,
  });
  expect(commandsOf(container)!.slice(-3)).toEqual(FOLLOWED);
  expect(container.start.where).toBe('api/Dockerfile:7, api/bin/start.sh');
});

test('the script of an image is given the command of the task definition', () => {
  const container = containerOf({ ...node('COPY start.sh /\nENTRYPOINT ["/start.sh"]'), 'start.sh': SCRIPT }, { Command: ['node', 'a.js'] });
  expect(commandsOf(container)!.slice(-3)).toEqual(FOLLOWED);
  expect(container.start).toMatchObject({ saidBy: 'both', where: 'api/Dockerfile:3, api/start.sh' });
});

test.each<[string, string, Record<string, string>]>([
  ['another program', 'COPY start.py /\nENTRYPOINT ["/start.py"]', { 'start.py': '#!/usr/bin/env python3\nprint()' }],
  ['a file that is not there', 'ENTRYPOINT ["/start.sh"]', { 'start.sh': SCRIPT }],
  ['a copy from another image', 'COPY --from=busybox:1.37.0 /start.sh /start.sh\nENTRYPOINT ["/start.sh"]', { 'start.sh': SCRIPT }],
  ['a place that only the build knows', 'COPY start.sh ${WHERE}/\nENTRYPOINT ["/start.sh"]', { 'start.sh': SCRIPT }],
  ['a URL', 'ADD https://example.com/start.sh /\nENTRYPOINT ["/start.sh"]', { 'start.sh': SCRIPT }],
])('is not read: %s', (_, instructions, files) => {
  const { process, start } = containerOf({ ...node(`${instructions}\nCMD ["node", "a.js"]`), ...files });
  expect(process!.commands).toHaveLength(1);
  expect(start.script).toBeUndefined();
});

test('scripts that start one another come to an end', () => {
  const container = containerOf({ ...node('COPY a.sh /\nENTRYPOINT ["/a.sh", "/a.sh", "/a.sh"]\nCMD ["/a.sh", "/a.sh", "/a.sh", "/a.sh"]'), 'a.sh': '#!/bin/sh\nexec "$@"' });
  expect(container.start.script?.name).toBe('api/a.sh');
});
