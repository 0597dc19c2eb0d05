import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import { writeFileSync } from 'fs';
import { IncomingMessage, ServerResponse, createServer, request } from 'http';
import type { AddressInfo } from 'net';
import { join } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { program } from '../containers/root-file-system';

/** Milliseconds until a registry must have started. */
const START_LIMIT = 20_000;

/** What an image says of how to run it. */
export interface ImageConfiguration {
  readonly User?: string;
  readonly Cmd?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly WorkingDir?: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
}

export interface Manifest {
  readonly config: { readonly digest: string };
}

/**
 * A registry on a port of this machine, and in front of it a door: the HTTP proxy of the engine, so that names of ECR lead here, whatever they are.
 * The door asks for the token of ECR, as ECR does. TLS ends nowhere: the engine is told to do without.
 */
export class Registry {
  /** The paths that something was sent to through the door. */
  public readonly changes: string[] = [];
  private readonly door = createServer((incoming, outgoing) => this.pass(incoming, outgoing));
  private server?: ChildProcess;
  private address = '';

  public constructor(private readonly folder: string, private readonly token: string) {
    this.door.on('connect', (_, socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
  }

  public async start(): Promise<void> {
    const configuration = {
      version: '0.1',
      log: { level: 'info', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: join(this.folder, 'images') } },
      http: { addr: '127.0.0.1:0' },
    };
    const file = join(this.folder, 'registry.yml');
    writeFileSync(file, JSON.stringify(configuration));
    this.server = spawn(program('docker-registry'), ['serve', file], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    this.address = await addressOf(this.server);
    await once(this.door.listen(0, '127.0.0.1'), 'listening');
  }

  public async stop(): Promise<void> {
    this.server?.kill();
    this.door.closeAllConnections();
    this.door.close();
  }

  /** Where the door is. */
  public get proxy(): string {
    return `http://127.0.0.1:${(this.door.address() as AddressInfo).port}`;
  }

  public async tags(repository: string): Promise<string[]> {
    const response = await fetch(`http://${this.address}/v2/${repository}/tags/list`);
    return response.status === 404 ? [] : ((await response.json()) as { tags: string[] | null }).tags?.sort() ?? [];
  }

  public async manifest(repository: string, tag: string): Promise<Manifest> {
    const types = ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json'];
    return this.get(`${repository}/manifests/${tag}`, types.join(', '));
  }

  public async configuration(repository: string, tag: string): Promise<ImageConfiguration> {
    const { config: { digest } } = await this.manifest(repository, tag);
    return (await this.get<{ config: ImageConfiguration }>(`${repository}/blobs/${digest}`)).config;
  }

  private async get<T>(path: string, accept = '*/*'): Promise<T> {
    const response = await fetch(`http://${this.address}/v2/${path}`, { headers: { accept } });
    if (!response.ok) {
      throw new Error(`the registry answers ${response.status} for ${path}`);
    }
    return await response.json() as T;
  }

  private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, headers } = incoming;
    const { pathname, search } = new URL(incoming.url!, this.proxy);
    if (headers.authorization !== `Basic ${this.token}`) {
      incoming.resume();
      outgoing.writeHead(401, { 'www-authenticate': 'Basic realm="ECR"' }).end();
      return;
    }
    if (method !== 'GET' && method !== 'HEAD') {
      this.changes.push(pathname);
    }
    const [host, port] = this.address.split(':');
    const onward = request({ host, port, method, headers, path: pathname + search }, (response) => {
      outgoing.writeHead(response.statusCode!, response.headers);
      response.pipe(outgoing);
    });
    onward.on('error', (error) => outgoing.destroy(error));
    incoming.pipe(onward);
  }
}

/** The registry takes a free port, and says which in its log. */
async function addressOf(server: ChildProcess): Promise<string> {
  let log = '';
  const started = new Promise<string>((resolve, reject) => {
    server.on('error', reject).on('exit', (code) => reject(new Error(`docker-registry ended with ${code}: ${log.trim().split('\n').slice(-1)[0]}`)));
    server.stderr!.on('data', (text) => {
      log += text;
      const address = /listening on (127\.0\.0\.1:\d+)/.exec(log)?.[1];
      if (address !== undefined) {
        resolve(address);
      }
    });
  });
  const patience = new AbortController();
  const late = sleep(START_LIMIT, undefined, { signal: patience.signal }).then(() => {
    throw new Error('docker-registry did not start');
  });
  return Promise.race([started, late]).finally(() => patience.abort());
}
