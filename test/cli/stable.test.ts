import { spawnSync } from 'child_process';
import { readFileSync, readdirSync, statSync } from 'fs';
import { join, relative } from 'path';
import { checkout, clone, onDevelopersMachine, write } from '../constructs/checkout';

const APP = join(__dirname, 'publishing-app.ts');

onDevelopersMachine();
jest.setTimeout(120_000);

/** Runs the real CLI in a checkout, and reads every file that it writes, by its path. */
function assemblyOf(folder: string): Map<string, string> {
  // The CLI takes away quotes at both ends, so that it does not end with one.
  const app = `"${process.execPath}" --require "${require.resolve('tsx/cjs')}" "${APP}" synth`;
  const cdk = [require.resolve('aws-cdk/bin/cdk'), 'synth', '--quiet', '--no-notices', '--app', app, '**'];
  const { status, stderr } = spawnSync(process.execPath, cdk, {
    cwd: folder, encoding: 'utf-8', env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true', NO_COLOR: '1', CDK_VALIDATION: undefined },
  });
  expect({ status, errors: status === 0 ? '' : stderr }).toEqual({ status: 0, errors: '' });
  const outdir = join(folder, 'cdk.out');
  const files = readdirSync(outdir, { recursive: true, encoding: 'utf-8' }).map((name) => join(outdir, name)).filter((path) => statSync(path).isFile());
  return new Map(files.sort().map((path) => [relative(outdir, path), readFileSync(path, 'latin1')]));
}

const FILES = {
  'services/api/Dockerfile': 'FROM scratch\nCOPY . .\n',
  'services/web/Dockerfile': 'FROM scratch\nCOPY . .\n',
  'services/web/.dockerignore': 'notes\n',
  'lib/lib.ts': '1',
};

test.each<[string, Record<string, string>]>([
  ['commit', {}],
  ['commit with the same change', { 'services/api/main.ts': '2', 'lib/lib.ts': '2' }],
])('two checkouts of one %s give the same assembly, byte by byte', (_, change) => {
  const first = checkout(FILES);
  const [one, other] = [first, clone(first)].map((folder) => assemblyOf(write(folder, change)));
  expect([...other.keys()]).toEqual([...one.keys()]);
  const differing = [...one].filter(([name, content]) => other.get(name) !== content).map(([name]) => name);
  expect(differing).toEqual([]);
  expect([...one.keys()]).toEqual(expect.arrayContaining(['manifest.json', 'tree.json', 'Service.template.json', 'assembly-Prod/manifest.json']));
  expect([...one.keys()].filter((name) => name.endsWith('.images.assets.json'))).toHaveLength(2);
});
