import { cpSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'fs';
import { homedir } from 'os';
import { basename, dirname, join } from 'path';
import * as tar from 'tar';
import { call, podmanOptions } from '../containers/engines';
import { install, program } from '../containers/root-file-system';

const STAND_IN = 'localhost/stand-in:local';

/**
 * Podman as the `docker` of the CLI. Everything comes from this machine: a stand-in, made of its node, its npm and a busybox, takes the place of the
 * base images that a Dockerfile names, and a build has no network. The Dockerfile itself is taken as it is, digests and RUN included.
 */
export class Engine {
  /** What CDK_DOCKER names. */
  public readonly command: string;

  /** @param proxy where pushes and logins go, whatever host they name. */
  public constructor(private readonly folder: string, dockerfile: string, registry: { readonly host: string; readonly proxy: string }) {
    mkdirSync(folder, { recursive: true });
    const environment = {
      HOME: homedir(),
      TMPDIR: folder,
      CONTAINERS_REGISTRIES_CONF: join(folder, 'registries.conf'),
      REGISTRY_AUTH_FILE: join(folder, 'auth.json'),
      HTTP_PROXY: registry.proxy,
      HTTPS_PROXY: registry.proxy,
      NO_PROXY: '',
    };
    writeFileSync(environment.CONTAINERS_REGISTRIES_CONF, `[[registry]]\nlocation = "${registry.host}"\ninsecure = true\n`);
    this.command = join(folder, 'docker');
    const bases = [...readFileSync(dockerfile, 'utf-8').matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    const buildOptions = [
      '--quiet', '--layers=false', '--network=none', '--http-proxy=false', '--pull=never',
      ...bases.map((base) => `--build-context=${base}=docker-image://${STAND_IN}`),
    ];
    writeFileSync(this.command, [
      '#!/bin/sh',
      ...Object.entries(environment).map(([name, value]) => `export ${name}=${quoted(value)}`),
      'unset http_proxy https_proxy no_proxy',
      'command=$1; shift',
      `echo "$command" >> ${quoted(this.log)}`,
      `[ "$command" != build ] || set -- ${buildOptions.map(quoted).join(' ')} "$@"`,
      `exec ${[program('podman'), ...podmanOptions(folder)].map(quoted).join(' ')} "$command" "$@"`,
      '',
    ].join('\n'), { mode: 0o755 });
    writeFileSync(this.log, '');
  }

  /** Makes the stand-in, and sees that a build with a RUN works here at all. */
  public async prepare(): Promise<void> {
    const root = join(this.folder, 'stand-in');
    writeStandIn(root);
    const archive = join(this.folder, 'stand-in.tar');
    tar.create({ file: archive, cwd: root, portable: true, sync: true }, ['.']);
    await this.call('import', '--quiet', archive, STAND_IN);
    const probe = join(this.folder, 'probe');
    mkdirSync(probe);
    writeFileSync(join(probe, 'Dockerfile'), `FROM ${STAND_IN}\nRUN node --version && npm --version\n`);
    await this.call('build', '--tag', 'probe', probe);
    this.takeCommands();
  }

  /** As if the next deployment came from a machine that has built nothing yet. */
  public async forgetImages(): Promise<void> {
    const names = (await this.call('images', '--format', '{{.Repository}}:{{.Tag}}')).trim().split('\n').filter((name) => name !== STAND_IN);
    await this.call('rmi', '--force', ...names);
    this.takeCommands();
  }

  /** The commands that were given since this was asked last. */
  public takeCommands(): string[] {
    const commands = readFileSync(this.log, 'utf-8').split('\n').filter((line) => line !== '');
    writeFileSync(this.log, '');
    return commands;
  }

  public async cleanUp(): Promise<void> {
    await this.call('rmi', '--all', '--force').catch(() => undefined);
  }

  private get log(): string {
    return join(this.folder, 'commands');
  }

  private async call(...args: string[]): Promise<string> {
    return call(this.command, args);
  }
}

/** Just enough of what an image of Node.js has: node, npm, a shell, and the user `node`. */
function writeStandIn(root: string): void {
  ['dev', 'etc', 'proc', 'root', 'sys', 'tmp', 'usr/bin', 'usr/local/lib/node_modules'].forEach((folder) => mkdirSync(join(root, folder), { recursive: true }));
  install(program('busybox'), root, '/bin/busybox');
  symlinkSync('busybox', join(root, 'bin/sh'));
  symlinkSync('/bin/busybox', join(root, 'usr/bin/env'));
  install(process.execPath, root, '/usr/local/bin/node');
  cpSync(npmFolder(), join(root, 'usr/local/lib/node_modules/npm'), { recursive: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(root, 'usr/local/bin/npm'));
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n');
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\nnode:x:1000:\n');
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function npmFolder(): string {
  const script = realpathSync(program('npm'));
  if (basename(script) !== 'npm-cli.js') {
    throw new Error(`${script} is not npm's own`);
  }
  return dirname(dirname(script));
}
