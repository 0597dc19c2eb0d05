import { basename } from './command-line';
import { isStandIn, secretIn } from './secrets';

/** Names of files that hold a credential and nothing else, by the end of their path. */
const BY_NAME: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a private key', /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$/],
  ['credentials of AWS', /(?:^|\/)\.aws\/credentials$/],
  ['passwords for hosts', /(?:^|\/)[._]netrc$/],
  ['passwords of git', /(?:^|\/)\.git-credentials$/],
  ['passwords of PostgreSQL', /(?:^|\/)\.pgpass$/],
  ['credentials of PyPI', /(?:^|\/)\.pypirc$/],
  ['credentials of RubyGems', /(?:^|\/)\.gem\/credentials$/],
  ['credentials of a Kubernetes cluster', /(?:^|\/)\.kube\/config$/],
  ['a token of Vault', /(?:^|\/)\.vault-token$/],
];

/** The files that stand in a folder by these names. */
const IN_FOLDER: ReadonlyMap<string, readonly string[]> = new Map([
  ['.ssh', ['id_rsa', 'id_dsa', 'id_ecdsa', 'id_ed25519']],
  ['.aws', ['credentials']],
  ['.docker', ['config.json']],
  ['.gem', ['credentials']],
  ['.kube', ['config']],
]);

/** What may lie below a path, where it is the folder in which programs keep credentials. */
export function credentialPlaces(path: string): readonly string[] {
  const folder = path.replace(/\/+$/, '');
  return (IN_FOLDER.get(basename(folder)) ?? []).map((name) => `${folder}/${name}`);
}

/** Whether a source of COPY is all of the build context. */
export function isWholeContext(source: string): boolean {
  return /^(?:\.|\.?\/|\.\/\.|\.?\/?\*)$/.test(source);
}

/** Whether a file that lies in a build context is worth a look, where all of it is copied. */
export function mayBeCredential(name: string): boolean {
  return BY_NAME.some(([, pattern]) => pattern.test(name)) || (needsReading(name) && !name.endsWith('.json'));
}

/** Whether what a file is can only be said by its text. */
export function needsReading(path: string): boolean {
  return !/\.(?:example|sample|template|dist|defaults?|test)$/.test(path) && /^(?:\.npmrc|\.yarnrc(?:\.yml)?|\.?pip\.conf|\.env(?:\.\w+)*|config\.json|auth\.json|nuget\.config|.*\.(?:pem|key|json))$/i.test(basename(path));
}

/** What a file keeps that nobody else may read, in words; undefined where it keeps nothing of the kind. `text` is that of one that needs reading. */
export function credentialFile(path: string, text: string | undefined): string | undefined {
  const named = BY_NAME.find(([, pattern]) => pattern.test(path))?.[0];
  return named ?? (text === undefined ? undefined : inText(basename(path), text));
}

function inText(name: string, text: string): string | undefined {
  if (/-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/.test(text)) {
    return 'a private key';
  }
  if (/^(?:config|auth)\.json$/.test(name)) {
    return /"(?:auth|identitytoken|password)"\s*:\s*"[^"\s]{6,}"/.test(text) ? 'credentials of a registry' : undefined;
  }
  return name.endsWith('.json') || name.endsWith('.pem') || name.endsWith('.key') ? undefined : inLines(text);
}

/** In settings, one on a line: `name=value`, `name: value`, or the part of a `.npmrc` behind the registry, as in `//registry/:_authToken=value`. */
function inLines(text: string): string | undefined {
  for (const line of text.split(/\r?\n/)) {
    const [, name = '', value = ''] = /^\s*(?:export\s+)?(?:\/\/\S*:)?([\w.-]+)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    const bare = value.replace(/\s+#.*$/, '').trim().replace(/^(["'])(.*)\1$/, '$2');
    const found = name === '' || isStandIn(bare) ? undefined : secretIn(name === '_auth' ? 'auth_token' : name, bare);
    if (found?.certain) {
      return found.what;
    }
  }
  return undefined;
}
