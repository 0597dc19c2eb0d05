import type { IncomingMessage } from 'http';
import { createServer } from 'http';
import type { AddressInfo } from 'net';
import type { Input, Output } from './account';
import { Account, REGION, Refusal } from './account';

interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
}

/** Speaks the protocols of AWS on a port of this machine, for whatever account is plugged in. */
export class AwsStub {
  public account = new Account();
  private readonly server = createServer((request, response) => {
    void this.answer(request).then(({ status = 200, type = 'text/xml', body }) => response.writeHead(status, { 'content-type': type }).end(body));
  });

  public async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  public async stop(): Promise<void> {
    await new Promise((resolve) => {
      this.server.close(resolve);
      this.server.closeAllConnections();
    });
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const body = await textOf(request);
    const target = request.headers['x-amz-target'];
    if (request.url === '/docker') {
      return { body: JSON.stringify(this.account.docker(JSON.parse(body) as string[])) };
    }
    if (typeof target === 'string') {
      return this.answerJson(target.split('.')[1], JSON.parse(body) as Input);
    }
    const form = Object.fromEntries(new URLSearchParams(body));
    return request.method === 'POST' ? this.answerQuery(form.Action, form as unknown as Input) : this.answerS3(request, body);
  }

  /** ECR and SSM. */
  private async answerJson(action: string, input: Input): Promise<Answer> {
    const type = 'application/x-amz-json-1.1';
    try {
      return { type, body: JSON.stringify(await this.account.perform(action, input)) };
    } catch (error) {
      const { code, message } = error as Refusal;
      return { status: 400, type, body: JSON.stringify({ __type: code, message }) };
    }
  }

  /** CloudFormation and STS. */
  private async answerQuery(action: string, input: Input): Promise<Answer> {
    try {
      return { body: xml({ [`${action}Response`]: { [`${action}Result`]: await this.account.perform(action, input) } }) };
    } catch (error) {
      const { code, message } = error as Refusal;
      return { status: 400, body: xml({ ErrorResponse: { Error: { Type: 'Sender', Code: code, Message: message } } }) };
    }
  }

  private answerS3(request: IncomingMessage, body: string): Answer {
    const { pathname, searchParams } = new URL(request.url!, this.url);
    const key = searchParams.get('prefix')!;
    if (request.method === 'PUT') {
      this.account.objects.set(pathname, body);
      return {};
    }
    if (searchParams.has('location')) {
      return { body: xml({ LocationConstraint: REGION }) };
    }
    if (searchParams.has('encryption')) {
      const encryption = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
      return { body: xml({ ServerSideEncryptionConfiguration: { Rule: encryption } }) };
    }
    const found = [...this.account.objects.keys()].some((path) => path.endsWith(`/${key}`));
    return { body: xml({ ListBucketResult: found ? { KeyCount: 1, Contents: { Key: key, Size: 1 } } : { KeyCount: 0 } }) };
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

function xml(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map((member) => `<member>${xml(member)}</member>`).join('');
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value as Output).map(([name, content]) => `<${name}>${xml(content)}</${name}>`).join('');
  }
  return String(value).replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
