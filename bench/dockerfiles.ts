import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';

/** The compiled package, as users load it. This file runs from .cache/bench. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { SafeContainersChecks } = require('../../lib') as typeof import('../src');

/**
 * Milliseconds of the pack, and of the whole synth, for an app of so many containers, each of which has an image that is built from a Dockerfile of its own, or none.
 * A synth begins with the app: the CDK hashes and copies build contexts when their constructs are made.
 */
function measure(images: number, built: boolean): { readonly validate: number; readonly synth: number } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const directories = Array.from({ length: images }, (_, index) => writeService(folder, index));
    const started = process.hrtime.bigint();
    let validate = 0;
    const context = { '@aws-cdk/core:failSynthOnValidationErrors': false, 'aws:cdk:enable-path-metadata': true };
    const app = new App({ outdir: join(folder, 'cdk.out'), analyticsReporting: false, treeMetadata: false, context });
    const pack = new SafeContainersChecks(app);
    Validations.of(app).addPlugins({
      name: pack.name,
      validate: (given) => {
        const validating = process.hrtime.bigint();
        const report = pack.validate(given);
        validate = millisecondsSince(validating);
        return report;
      },
    });
    for (let first = 0; first < images; first += 20) {
      const stack = new Stack(app, `Stack${first}`);
      for (let index = first; index < Math.min(first + 20, images); index += 1) {
        const image = built ? ecs.ContainerImage.fromAsset(directories[index]) : ecs.ContainerImage.fromRegistry(`node:22.0.${index}`);
        new ecs.FargateTaskDefinition(stack, `Task${index}`).addContainer('app', { image });
      }
    }
    app.synth();
    return { validate, synth: millisecondsSince(started) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How much code a service has beside its Dockerfile: what the CDK hashes and copies, and no rule reads. */
const SOURCES = 30;

/** A service of two stages that is started by a script. */
function writeService(folder: string, index: number): string {
  const directory = join(folder, `service-${index}`);
  mkdirSync(join(directory, 'src'), { recursive: true });
  for (let file = 0; file < SOURCES; file += 1) {
    writeFileSync(join(directory, 'src', `module-${file}.ts`), `export const answer = ${index};\n`.repeat(60));
  }
  writeFileSync(join(directory, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages: { '': {} } }));
  writeFileSync(join(directory, 'start.sh'), `#!/bin/sh\nset -e\n./wait-for-database --port ${index}\nif [ -n "$MIGRATE" ]; then\n  npm run migrate\nfi\nexec "$@"\n`);
  writeFileSync(join(directory, 'package.json'), '{}');
  writeFileSync(join(directory, 'Dockerfile'), `# syntax=docker/dockerfile:1
ARG NODE_VERSION=22.14.0
FROM node:\${NODE_VERSION} AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN npm run build \\
 && npm prune --omit=dev

FROM node:\${NODE_VERSION}-alpine
ENV NODE_ENV=production PORT=8080
WORKDIR /srv
RUN apk add --no-cache tini
COPY --from=build /src/dist ./dist
COPY --from=build /src/node_modules ./node_modules
COPY start.sh /usr/local/bin/
LABEL service=${index}
USER node
EXPOSE 8080
HEALTHCHECK CMD wget -qO- http://localhost:8080/health
ENTRYPOINT ["tini", "--", "start.sh"]
CMD ["node", "dist/server.js"]
`);
  return directory;
}

function millisecondsSince(started: bigint): number {
  return Number(process.hrtime.bigint() - started) / 1e6;
}

const [images, built] = process.argv.slice(2);
console.log(JSON.stringify(measure(Number(images), built === 'built')));
