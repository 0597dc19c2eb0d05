/** What a name of a setting promises its value to be. Undefined where it promises nothing that has to be kept secret. */
export type Promised = 'password' | 'token' | 'key' | 'secret' | 'credentials';

/** Longer names are not looked at further. */
const LONGEST = 128;

/** Each name that promises something has one of these in it. */
const MAY_PROMISE = /pass|pwd|pw|auth|secret|token|key|cred/i;

/** Whether names that promise something can stand in a text. */
export function mayPromise(text: string): boolean {
  return MAY_PROMISE.test(text);
}

/** Reads a name such as `DB_PASSWORD`, `dbPassword`, `spring.datasource.password` or `--db-password`: its last words say what it is, the others whose. */
export function promisedBy(name: string): Promised | undefined {
  if (!mayPromise(name)) {
    return undefined;
  }
  const all = wordsOf(name);
  const rest = withoutVariant(all);
  const found = FOR_AWS.get(rest.join(' ')) ?? lastPromise(rest);
  if (found === undefined || all.some((word) => PUBLIC.has(word)) || PUBLIC_PREFIXES.has(all[0])) {
    return undefined;
  }
  return ASKS.has(rest[rest.length - found.length - 1] ?? '') ? undefined : found.promised;
}

/** Whether a name says that what it holds is made to be seen, such as SUPABASE_ANON_KEY or FIREBASE_API_KEY. */
export function isPublicName(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => PUBLIC.has(word) || BROWSER_SERVICES.has(word) || PUBLIC_PREFIXES.has(word)) || (words.includes('algolia') && words.includes('search'));
}

/** Whether a name says that its value identifies or describes something, however random it looks: an id, a hash, an address, some data. */
export function isIdentifyingName(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => IDENTIFYING.has(word)) || isPlainKey(words);
}

/** Whether a name ends in a word that can stand for a credential, such as ADMIN_AUTH or HONEYCOMB_KEY. */
export function isKeyName(name: string): boolean {
  const words = withoutVariant(wordsOf(name));
  const last = words[words.length - 1];
  return (last === 'key' || last === 'auth' || last === 'salt') && !isPlainKey(words);
}

function isPlainKey(words: readonly string[]): boolean {
  return words[words.length - 1] === 'key' && PLAIN_KEYS.has(words[words.length - 2] ?? '');
}

interface Found {
  readonly promised: Promised;
  /** How many words make it up. */
  readonly length: number;
}

function lastPromise(words: readonly string[]): Found | undefined {
  const [before = '', last = ''] = [words[words.length - 2], words[words.length - 1]];
  if (last === 'key' || last === 'keys') {
    return KEY_KINDS.has(before) ? { promised: 'key', length: 2 } : undefined;
  }
  if (last === 'pass' || last === 'pwd') {
    return PLAIN_PASSES.has(before) ? undefined : { promised: 'password', length: 1 };
  }
  const ending = ENDINGS.find(([, pattern]) => pattern.test(last));
  return ending && { promised: ending[0], length: 1 };
}

function wordsOf(name: string): readonly string[] {
  return name.slice(0, LONGEST).split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((word) => word.toLowerCase().replace(/(?<=[a-z]{3})\d+$/, '')).filter((word) => word !== '');
}

/** Without what tells several of a kind apart, such as the end of API_KEY_OLD or TOKEN_2. */
function withoutVariant(words: readonly string[]): readonly string[] {
  const end = words.length - [...words].reverse().findIndex((word) => !VARIANTS.has(word) && !/^v?\d+$/.test(word));
  return words.slice(0, end);
}

/** The last word, also where nothing separates it from those before it: `DBPASSWORD`, `authtoken`. */
const ENDINGS: readonly (readonly [Promised, RegExp])[] = [
  ['password', /(?:password|passwd|passphrase|passcode)s?$|^(?:pw|requirepass|masterauth|dbpass|userpass|dbpwd)$/],
  ['token', /token$/],
  ['key', /(?:api|access|secret|private|encryption|signing|master|license)keys?$/],
  ['secret', /secrets?$/],
  ['credentials', /credentials?$|^creds?$/],
];

/** Keys that open something. */
const KEY_KINDS: ReadonlySet<string> = new Set([
  'api', 'secret', 'access', 'private', 'encryption', 'decryption', 'encrypt', 'symmetric', 'rsa', 'enc', 'crypto', 'crypt', 'cipher', 'aes', 'fernet', 'hmac', 'jwt',
  'signing', 'sign', 'signature', 'master', 'account', 'app', 'application', 'auth', 'authentication', 'license', 'shared', 'service', 'role', 'admin',
  'session', 'cookie', 'webhook', 'integration', 'storage', 'subscription', 'function', 'ingest', 'ingestion', 'deploy', 'wallet', 'tunnel',
]);

/** Keys that only find something. */
const PLAIN_KEYS: ReadonlySet<string> = new Set([
  'public', 'pub', 'kms', 'cmk', 'site', 'primary', 'foreign', 'partition', 'sort', 'hash', 'range', 'table', 'index', 'cache', 'object', 'bucket', 's3',
  'routing', 'message', 'host', 'ssh', 'group', 'label', 'tag', 'feature', 'flag', 'translation', 'json', 'state', 'lock', 'redis', 'prefix', 'project', 'job', 'gpg', 'pgp',
]);

const PLAIN_PASSES: ReadonlySet<string> = new Set(['proxy', 'by', 'first', 'second', 'single', 'multi', 'old', 'num', 'max']);

/** What the control ECS.8 of Security Hub looks for by name, where it is no word of ours. */
const FOR_AWS: ReadonlyMap<string, Found> = new Map([
  ['aws access key id', { promised: 'key', length: 4 }],
  ['ecs engine auth data', { promised: 'credentials', length: 4 }],
]);

const VARIANTS: ReadonlySet<string> = new Set([
  'old', 'new', 'previous', 'prev', 'current', 'next', 'primary', 'secondary', 'default', 'local', 'dev', 'test', 'testing', 'qa', 'uat', 'sandbox',
  'stage', 'staging', 'prod', 'production', 'live', 'value', 'raw', 'plain', 'plaintext', 'text', 'base', 'b64',
]);

/** In front of a promise, they ask whether or how much: REQUIRE_PASSWORD, MAX_TOKEN, RESET_PASSWORD. */
const ASKS: ReadonlySet<string> = new Set([
  'enable', 'enabled', 'disable', 'disabled', 'allow', 'allowed', 'require', 'required', 'use', 'show', 'hide', 'has', 'is', 'skip', 'no', 'with', 'without',
  'reset', 'forgot', 'forgotten', 'change', 'expire', 'max', 'min', 'stop', 'pad', 'eos', 'bos', 'unk',
]);

/** Made to be seen, or useless to who sees it. */
const PUBLIC: ReadonlySet<string> = new Set(['public', 'publishable', 'pub', 'anon', 'anonymous', 'encrypted', 'hashed']);

/** What build tools put into the code for the browser. */
const PUBLIC_PREFIXES: ReadonlySet<string> = new Set(['vite', 'react', 'gatsby']);

const BROWSER_SERVICES: ReadonlySet<string> = new Set(['firebase', 'maps', 'browser', 'frontend', 'amplitude', 'mixpanel', 'posthog', 'hotjar']);

const IDENTIFYING: ReadonlySet<string> = new Set([
  'id', 'ids', 'uid', 'uuid', 'guid', 'sid', 'arn', 'hash', 'sha', 'md5', 'digest', 'checksum', 'integrity', 'fingerprint', 'thumbprint', 'etag', 'version',
  'revision', 'commit', 'build', 'release', 'tag', 'image', 'url', 'uri', 'host', 'endpoint', 'address', 'name', 'path', 'file', 'dir', 'cert', 'certificate',
  'ca', 'chain', 'config', 'conf', 'cfg', 'settings', 'options', 'json', 'yaml', 'data', 'content', 'payload', 'body', 'cursor', 'dsn', 'public', 'pub', 'peers',
]);
