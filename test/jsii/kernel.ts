import { ChildProcess, spawn } from 'child_process';
import { Interface, createInterface } from 'readline';

/** A reference to an object that lives in the kernel. */
export interface ObjRef {
  readonly '$jsii.byref': string;
}

/** The jsii kernel that Python, Java, .NET and Go programs start and talk to, one JSON object a line. */
export class Kernel {
  private readonly process: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  private readonly reader: Interface;

  public constructor() {
    this.process = spawn(process.execPath, [require.resolve('@jsii/runtime/webpack/bin/jsii-runtime.js')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, JSII_AGENT: 'test' },
    });
    this.reader = createInterface({ input: this.process.stdout! });
    this.lines = this.reader[Symbol.asyncIterator]();
  }

  /** The runtime's name and version, which it says first. */
  public async hello(): Promise<string> {
    return (await this.read()).hello;
  }

  public async load(name: string, version: string, tarball: string): Promise<void> {
    await this.ask({ api: 'load', name, version, tarball });
  }

  public async create(fqn: string, ...args: unknown[]): Promise<ObjRef> {
    return await this.ask({ api: 'create', fqn, args }) as ObjRef;
  }

  public async invoke(objref: ObjRef, method: string, ...args: unknown[]): Promise<unknown> {
    return (await this.ask({ api: 'invoke', objref, method, args }) as { result: unknown }).result;
  }

  public async invokeStatic(fqn: string, method: string, ...args: unknown[]): Promise<unknown> {
    return (await this.ask({ api: 'sinvoke', fqn, method, args }) as { result: unknown }).result;
  }

  public async get(objref: ObjRef, property: string): Promise<unknown> {
    return (await this.ask({ api: 'get', objref, property }) as { value: unknown }).value;
  }

  /** Asks the kernel to end, which ends the processes behind it too. */
  public stop(): void {
    this.process.stdin!.end(`${JSON.stringify({ exit: 0 })}\n`);
    this.reader.close();
  }

  private async ask(request: object): Promise<unknown> {
    this.process.stdin!.write(`${JSON.stringify(request)}\n`);
    const { ok, error } = await this.read();
    if (error !== undefined) {
      throw new Error(`${JSON.stringify(request).slice(0, 200)}: ${error}`);
    }
    return ok;
  }

  private async read(): Promise<any> {
    const { value, done } = await this.lines.next();
    if (done) {
      throw new Error('the jsii kernel ended');
    }
    return JSON.parse(value);
  }
}
