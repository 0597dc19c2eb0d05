import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { appOf } from './app';
import { AppFacts } from '../src/facts/app';
import { RULES } from '../src/rules';

/** Milliseconds that each rule takes for an app of so many services, what it reads of the templates included, as JSON. */
function costs(services: number): Record<string, number> {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const { stacks } = appOf(services, outdir).synth();
    const facts = new AppFacts(stacks.map(({ hierarchicalId, templateFullPath }) => ({
      stackPath: hierarchicalId, file: templateFullPath, body: JSON.parse(readFileSync(templateFullPath, 'utf-8')),
    })));
    const spent: Record<string, number> = {};
    for (const { kind, facts: subject } of facts.addresses.flatMap((address) => facts.read(address)).flatMap(({ subjects }) => subjects)) {
      for (const { id, check } of RULES.filter((rule) => rule.kind === kind)) {
        const started = process.hrtime.bigint();
        Array.from((check as (subject: unknown) => Iterable<unknown>)(subject));
        spent[id] = (spent[id] ?? 0) + Number(process.hrtime.bigint() - started) / 1e6;
      }
    }
    return spent;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

console.log(JSON.stringify(costs(Number(process.argv[2]))));
