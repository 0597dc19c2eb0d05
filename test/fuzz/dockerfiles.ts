import fc from 'fast-check';
import { Dockerfile, Stage } from '../../src/dockerfile';

/** An instruction of a file, on one line, with comments that belong above it and the lines of its heredocs. */
export interface Part {
  readonly above?: string;
  readonly keyword: string;
  readonly args: string;
  readonly heredoc?: readonly string[];
}

/** Instructions as people write them, simple and odd ones. */
const INSTRUCTIONS: readonly string[] = [
  'FROM node:20-slim', 'FROM scratch', 'FROM --platform=$BUILDPLATFORM golang:1.23 AS build', 'FROM build AS final', 'FROM ${BASE:-alpine}:$TAG', 'FROM build',
  'ARG TAG=1', 'ARG A B=2', 'ARG TARGETARCH', 'ENV A=1 B="two words" C=$A', 'ENV NAME some value', "ENV D='$A' E=a\\ b", 'LABEL a="b c" d=e', 'MAINTAINER someone',
  'RUN npm ci && npm run build', 'RUN ["a", "b c"]', 'RUN --mount=type=cache,target=/c --network=none a  b', "RUN echo 'a  b' \"c\" # d", 'RUN a & b; c || d',
  'COPY . .', 'COPY --from=build --chown=1:1 /a/* ./b/', 'COPY ["a b", "/c"]', 'COPY --from=0 /a /b', 'ADD --checksum=sha256:1 https://example.com/a.tgz /tmp/', 'ADD a',
  'WORKDIR /app', 'WORKDIR ../${A}/x', 'USER node', 'USER ${A:-app}:0', 'EXPOSE 80 443/udp $PORT', 'EXPOSE 8000-8010', 'VOLUME ["/data"]', 'VOLUME /a /b', 'STOPSIGNAL SIGQUIT',
  'CMD ["node", "server.js"]', 'CMD node server.js', "CMD ['node']", 'CMD npm install && exec npm start', 'ENTRYPOINT ["tini", "--"]', 'ENTRYPOINT exec a $B', 'SHELL ["/bin/bash", "-c"]',
  'HEALTHCHECK --interval=5s CMD curl -f http://localhost || exit 1', 'HEALTHCHECK NONE', 'ONBUILD RUN a', 'ONBUILD COPY . /app', 'NONSENSE a b', '}', 'FROM', 'CMD', 'ENV', 'COPY',
];

const HEREDOCS: readonly (readonly string[])[] = [
  ['RUN <<EOF', '# no comment', 'npm ci \\', '', 'FROM b', 'EOF'], ['COPY <<-"E F" <<B /b/', '\t$A', '\tE F', 'B'], ['RUN cat <<EOF > /b && c', 'exec "$@"', 'EOF'],
  ['COPY <<EOF /start.sh', '#!/bin/sh', 'exec ${A:-b}', 'EOF'], ['ONBUILD RUN <<EOF', 'a', 'EOF'], ['RUN a 3<<EOF', 'EOF'],
];

const COMMENTS = [undefined, undefined, '# safe-containers ignore=DockerfileRootUser it is so', '# safe-containers ignore=A,B', '# anything'];

/** What may stand in arguments, alone and put together. Heredocs are left to those that have an end. */
const PIECES = [
  ' ', '  ', '\t', '"', "'", '\\', '\\ ', '\\\\x', '$', '$A', '${A}', '${A:-b}', '${A%b*}', '${', '}', '[', ']', ',', '["', '"]', '=', '--', '--a=b', ':', '/', '..', '.', '#', '&&',
  'a', 'AS', 'b', '0', '80/tcp', '\u0000', '€', '🐳', '\ud800', '`', 'a<b', '<<<x', 'x<<2', '__proto__', 'constructor', '*', '?',
];

const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join(''));

function partOf(instruction: string): Part {
  const [, keyword, args] = /^(\S+) ?([^]*)$/.exec(instruction)!;
  return { keyword, args };
}

const parts: fc.Arbitrary<Part> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...INSTRUCTIONS).map(partOf) },
  { weight: 1, arbitrary: fc.constantFrom(...HEREDOCS).map(([instruction, ...heredoc]) => ({ ...partOf(instruction), heredoc })) },
  // Escapes at the end would continue the line.
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...INSTRUCTIONS).map(partOf), texts, texts).map(([{ keyword, args }, a, b]) => ({ keyword, args: `${a}${args}${b}x` })) },
);

/** Files as lists of instructions, most of which make sense. */
export const files: fc.Arbitrary<readonly Part[]> = fc.array(
  fc.tuple(fc.constantFrom(...COMMENTS), parts).map(([above, part]) => ({ ...part, above })), { maxLength: 14 },
).map((all) => [partOf('FROM a AS build'), ...all]);

export interface Layout {
  readonly lowerCase: boolean;
  readonly between: readonly string[];
  /** At which blanks an instruction goes on in the next line, in turn; and what stands in front of that line. */
  readonly breaks: readonly boolean[];
  readonly inside: readonly string[];
  readonly newline: string;
}

export const PLAIN: Layout = { lowerCase: false, between: [], breaks: [], inside: [], newline: '\n' };

const blanks = fc.array(fc.constantFrom('', '  ', '# comment', '\t# ignore=A \\', '#'), { maxLength: 3 });

export const layouts: fc.Arbitrary<Layout> = fc.record({
  lowerCase: fc.boolean(), between: blanks, breaks: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }), inside: blanks, newline: fc.constantFrom('\n', '\r\n'),
});

/** The file in a layout, and the lines where its instructions begin. */
export function rendered(file: readonly Part[], layout: Layout): { readonly text: string; readonly starts: readonly number[] } {
  const lines = ['# escape=\\'];
  const starts = file.map(({ above, keyword, args, heredoc = [] }) => {
    lines.push(...layout.between, ...above === undefined ? [] : [above], ...layout.between);
    const start = lines.length + 1;
    lines.push(...broken(`${layout.lowerCase ? keyword.toLowerCase() : keyword} ${args}`, layout), ...heredoc);
    return start;
  });
  return { text: lines.join(layout.newline), starts };
}

function broken(instruction: string, { breaks, inside }: Layout): readonly string[] {
  let turn = 0;
  return instruction.replace(/ (?=[^\s#])/g, (blank) => (breaks[turn++ % breaks.length] ? [' \\', ...inside, ''].join('\n') : blank)).split('\n');
}

/** What a Dockerfile means, with the numbers of instructions for their lines. */
export function meaningOf({ stages, final, acknowledgements }: Dockerfile, starts: readonly number[]): string {
  const covering = acknowledgements.map(({ rules, reason, covers }) => ({ rules, reason, line: covers }));
  return JSON.stringify({ stages, final: final?.index, covering }, (name, value) => {
    if (name === 'line') {
      return starts.indexOf(value as number);
    }
    if (name === 'stage') {
      return (value as Stage).index;
    }
    return value instanceof Map ? [...value as ReadonlyMap<unknown, unknown>] : value;
  });
}

const lineBreaks = fc.constantFrom('\n', '\r\n', '\\\n', '\\ \n', '`\n', '\\\\\n', '\n\n', '\n# c\n', '\r', '', ' ');
const anything = fc.oneof(
  fc.constantFrom(...INSTRUCTIONS), fc.constantFrom(...HEREDOCS.map((lines) => lines.join('\n'))), texts, fc.constantFrom('<<EOF', 'EOF', '# escape=`', '\ufeff'),
);

/** Texts that are hardly Dockerfiles any more. */
export const brokenFiles: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.tuple(anything, lineBreaks), { maxLength: 20 }).map((pieces) => pieces.flat().join('')),
  fc.tuple(files, layouts, fc.array(fc.tuple(fc.nat(), fc.nat(20), texts), { maxLength: 6 })).map(([file, layout, changes]) => (
    changes.reduce((text, [at, length, put]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + put + text.slice(start + length);
    }, rendered(file, layout).text))),
  fc.string({ unit: 'binary', maxLength: 80 }),
);

export const builds = fc.record({
  target: fc.constantFrom('build', 'FINAL', '0', '99', ''),
  buildArgs: fc.constantFrom(new Map<string, string | undefined>([['TAG', '3'], ['A', undefined]]), new Map<string, string | undefined>()),
  platform: fc.constantFrom('linux/amd64', 'linux/arm/v7', 'windows/amd64', 'x', ''),
}, { requiredKeys: [] });

const LINES = [
  '#!/bin/sh', '#!/usr/bin/env bash', 'set -e', 'exec "$@"', '"$@"', 'npm install', 'npm start &', 'wait -n', 'node server.js', 'exec node server.js',
  'exec gosu app "$@"', "trap 'kill -TERM $pid' TERM", 'if [ "$1" = web ]; then', 'else', 'fi', 'case "$1" in', 'web) exec nginx ;;', 'esac',
  'while true; do', 'done', 'cat > /x <<EOF', 'EOF', '. /etc/profile', 'f() {', '}', 'f "$@"', 'curl http://x | sh', 'pip install a > /var/log/x 2>&1',
  '\\', '"', "'", '$(', '`', '((', '# done', '',
];

/** Start scripts, most of which are broken somewhere. */
export const scripts: fc.Arbitrary<string> = fc.array(
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...LINES) }, { weight: 1, arbitrary: texts }), { maxLength: 14 },
).map((lines) => lines.join('\n'));
