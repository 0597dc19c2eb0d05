import { execFileSync } from 'child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'fs';
import { delimiter, join, relative } from 'path';
import { peerDependencies } from '../../package.json';

const PROJECT = join(__dirname, '../..');

/** The oldest versions that we support: what has to work, and what the templates of TypeScript come from. */
const OLDEST = Object.fromEntries(Object.entries(peerDependencies).map(([name, range]) => [name, range.replace('^', '')]));

/** A language in which people write CDK apps. */
export interface Host {
  readonly name: string;
  /** Its tools, as one asks for their versions. */
  readonly tools: readonly (readonly [program: string, ...args: string[]])[];
  /** Dependencies of ours whose bindings are generated too: not every registry has them. */
  readonly dependencies: readonly string[];
  /** Gets from the registries of the language what the bindings and the app need. */
  fetch(folders: Folders): void;
  /** Builds the app, and returns the command line that runs it in the folder of the project. */
  build(folders: Folders): string;
}

/** Where a host works. */
export interface Folders {
  /** The source of the app. */
  readonly source: string;
  /** Our bindings. */
  readonly bindings: string;
  /** Those of dependencies. */
  readonly dependencies: readonly string[];
  /** What it builds. */
  readonly work: string;
}

function run(folder: string, program: string, ...args: string[]): void {
  execFileSync(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}

const python: Host = {
  name: 'python',
  tools: [['python3', '--version']],
  dependencies: [],
  fetch({ work }) {
    run(work, 'python3', '-m', 'venv', 'venv');
    const pinned = ['aws-cdk-lib', 'cdk-nag', 'constructs'].map((name) => `${name}==${OLDEST[name]}`);
    run(work, pipOf(work), 'install', '--quiet', '--disable-pip-version-check', 'setuptools', 'wheel', ...pinned);
  },
  build({ work, bindings, source }) {
    run(work, pipOf(work), 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--force-reinstall', bindings);
    return `${fromProject(join(work, 'venv/bin/python'))} ${fromProject(join(source, 'app.py'))}`;
  },
};

/** A path that no shell takes for several words, wherever the project is. */
function fromProject(path: string): string {
  return relative(PROJECT, path);
}

function pipOf(work: string): string {
  return join(work, 'venv/bin/pip');
}

const java: Host = {
  name: 'java',
  tools: [['mvn', '--version'], ['javac', '--version']],
  dependencies: [],
  fetch({ work, bindings, source }) {
    // Ranges would bring the newest versions.
    const pom = join(bindings, 'pom.xml');
    writeFileSync(pom, readFileSync(pom, 'utf-8').replace(/<version>\[([\d.]+),[\d.]+\)<\/version>/g, '<version>$1</version>'));
    cpSync(source, join(work, 'app'), { recursive: true });
    cpSync(bindings, join(work, 'bindings'), { recursive: true });
    writeFileSync(join(work, 'pom.xml'), `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>languages</groupId>
  <artifactId>all</artifactId>
  <version>0.0.0</version>
  <packaging>pom</packaging>
  <modules><module>bindings</module><module>app</module></modules>
</project>
`);
    run(work, 'mvn', '--quiet', '--batch-mode', '--file', 'bindings/pom.xml', 'dependency:resolve', 'dependency:resolve-plugins');
  },
  build({ work }) {
    run(work, 'mvn', '--quiet', '--batch-mode', 'compile', 'dependency:build-classpath', '-Dmdep.outputFile=target/classpath');
    const classpath = [join(work, 'app/target/classes'), readFileSync(join(work, 'app/target/classpath'), 'utf-8').trim()].join(delimiter);
    return `java -classpath "${classpath}" SafeContainersApp`;
  },
};

/** The newest CDK that its registry had when this was written. */
const GO_MODULES = ['github.com/aws/aws-cdk-go/awscdk/v2 v2.276.0', 'github.com/aws/constructs-go/constructs/v10 v10.8.1', 'github.com/aws/jsii-runtime-go v1.142.0'];

const go: Host = {
  name: 'go',
  tools: [['go', 'version']],
  dependencies: ['cdk-nag', '@aws-cdk/cloud-assembly-schema'],
  fetch({ work, bindings, dependencies, source }) {
    const modules = [bindings, ...dependencies].map((folder) => ({ folder, name: moduleNameOf(folder) }));
    cpSync(source, work, { recursive: true });
    writeFileSync(join(work, 'go.mod'), [
      'module languages/app',
      'go 1.26',
      ...GO_MODULES.map((module) => `require ${module}`),
      ...modules.map(({ name, folder }) => `replace ${name} => ${folder}`),
      '',
    ].join('\n'));
    run(work, 'go', 'mod', 'tidy');
  },
  build({ work }) {
    run(work, 'go', 'build', '-o', 'app', '.');
    return fromProject(join(work, 'app'));
  },
};

function moduleNameOf(folder: string): string {
  return /^module (\S+)/.exec(readFileSync(join(folder, 'go.mod'), 'utf-8'))![1];
}

export const HOSTS: readonly Host[] = [python, java, go];

/** Generates the bindings of a package for a host, and returns where they are. */
export function generate({ name }: Host, location: string, outdir: string): string {
  mkdirSync(outdir, { recursive: true });
  run(PROJECT, process.execPath, require.resolve('jsii-pacmak/bin/jsii-pacmak'), '--target', name, '--code-only', '--outdir', outdir, location);
  const generated = join(outdir, name);
  // Go has the module in a folder of its name.
  return name === 'go' ? join(generated, readdirSync(generated)[0]) : generated;
}
