import { dynamicReferencesIn, withoutDynamicReferences } from './dynamic-reference';
import { isIdentifyingName, isKeyName, isPublicName, mayPromise, promisedBy } from './secret-names';
import { tokenIn } from './token-formats';

/** A credential that stands in a text. It says what it is and never what it reads. */
export interface Credential {
  /** In words, such as `a GitHub token`. */
  readonly what: string;
  /** False where it only looks like one. */
  readonly certain: boolean;
}

/** What stands behind this many characters is not looked at: a task definition has at most 64 KiB. */
const LONGEST = 16_384;

/** The credential in the value of a setting. `name` is what the setting is called, where it is called something. */
export function secretIn(name: string | undefined, value: string): Credential | undefined {
  const text = value.slice(0, LONGEST).trim();
  return text.length < 2 ? undefined : writtenIn(name, withoutDynamicReferences(text)) ?? fetchedInto(name, text);
}

function writtenIn(name: string | undefined, text: string): Credential | undefined {
  const token = tokenIn(text);
  if (token?.maybePublic && name !== undefined && isPublicName(name)) {
    return undefined;
  }
  return certain(token?.what) ?? inUrl(text) ?? (mayPromise(text) ? certain(authorizationIn(text)) ?? inPairs(text) : undefined)
    ?? (name === undefined ? undefined : keptUnder(name, text));
}

/** Whether a value stands in for a secret while an image is built, or until somebody sets it. */
export function isStandIn(value: string): boolean {
  return STAND_IN.test(value);
}

const STAND_IN = new RegExp('dummy|placeholder|change|replace|build[-_ ]?(?:time|only)|(?:docker|for|at|during|the)[-_ ]build|not[-_ ]?(?:used|needed|real|secret)|fake|example'
  + '|sample|insecure|precompile|^(?:te?mp|test|todo|build|secret|unused)$', 'i');

/** What CloudFormation will put in the place of a reference to a secret. Such a secret also has fields that need not be hidden. */
function fetchedInto(name: string | undefined, value: string): Credential | undefined {
  if (!value.includes('{{resolve:')) {
    return undefined;
  }
  const fields = dynamicReferencesIn(value).filter(({ service }) => service === 'secretsmanager')
    .map(({ field }) => field).filter((field) => field === undefined || !isPlainField(field));
  const promised = (text: string | undefined) => text !== undefined && promisedBy(text) !== undefined;
  const sure = promised(name) || fields.some((field) => field === undefined || promised(field));
  return fields.length > 0 ? { what: 'the value of a secret that CloudFormation fetches from Secrets Manager', certain: sure } : undefined;
}

function isPlainField(field: string): boolean {
  return promisedBy(field) === undefined && /(?:host|address|endpoint|port|user|login|db|database|schema|engine|region|identifier|name|id|arn)$/i.test(field);
}

/**
 * Whether the deployment may supply a credential. `supplied` names the parameters and attributes in the value; absent where nothing of it is known.
 * What is called a secret is often the ARN or name of one, which is none.
 */
export function maySupplySecret(name: string, supplied: readonly string[] | undefined): boolean {
  const promised = promisedBy(name);
  const opens = promised === 'password' || promised === 'token' || promised === 'key';
  if (supplied === undefined) {
    return opens;
  }
  const names = supplied.map((each) => each.replace(/[0-9A-F]{8}$/, ''));
  return !namesSomething(name) && names.some((each) => promisedBy(each) !== undefined || (opens && !isIdentifyingName(each)));
}

function namesSomething(name: string): boolean {
  return /(?:arns?|ids?|names?|path|file|prefix|param(?:eter)?|ref)$/i.test(name);
}

function certain(what: string | undefined): Credential | undefined {
  return what === undefined ? undefined : { what, certain: true };
}

/** In `scheme://user:password@host`. On the loopback interface a password keeps out nobody who is not in the task already. */
function inUrl(text: string): Credential | undefined {
  let found: Credential | undefined;
  for (let at = text.indexOf('://'); at >= 0 && !found?.certain; at = text.indexOf('://', at + 3)) {
    const [authority] = /^[^\s/?#"'<>\\`]*/.exec(text.slice(at + 3, at + 3 + 1024))!;
    const end = authority.lastIndexOf('@');
    const colon = authority.indexOf(':');
    if (colon >= 0 && colon < end && isLiteral(authority.slice(colon + 1, end))) {
      const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(authority.slice(end + 1));
      found = { what: 'a URL with a password', certain: !loopback };
    }
  }
  return found;
}

function authorizationIn(text: string): string | undefined {
  const header = /authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:bearer|basic|token|apikey|key)(?:\s|%20){1,3}([\w.~+/=-]{6,})/i.exec(text);
  return header && isLiteral(header[1]) ? 'an Authorization header' : undefined;
}

/** Settings in a text: of a connection string, a query, a command line. */
const ASSIGNED = /(?<![\w.-])(-{0,2}_?[A-Za-z][\w.-]{0,63})["']?\s?=\s?["']?([^\s"'&;,|\\]{1,512})/g;

/** Settings in JSON or YAML. What follows a colon in a sentence is none. */
const LABELLED = /(?<![\w.-])([A-Za-z][\w.-]{0,63})\\?["']?:(?:\s{1,3}\\?["']?|\\?["'])([^\s"'&;,|\\}]{1,512})(?=\\?["']|\s{0,3}(?:[\n,}]|$))/g;

function inPairs(text: string): Credential | undefined {
  const pairs = [...text.includes('=') ? text.matchAll(ASSIGNED) : [], ...text.includes(':') ? text.matchAll(LABELLED) : []];
  for (const [, name, value] of pairs) {
    const found = promisedBy(name) === undefined ? undefined : keptUnder(name, value);
    if (found?.certain) {
      return found;
    }
  }
  return undefined;
}

/** What a whole value is by the name that it stands under. */
function keptUnder(name: string, text: string): Credential | undefined {
  const promised = promisedBy(name);
  if (promised === undefined) {
    return looksKept(name, text) ? { what: 'a key', certain: false } : undefined;
  }
  if (!isLiteral(text) || isPlain(text)) {
    return undefined;
  }
  if (promised === 'password') {
    return /^\d{1,3}$/.test(text) || text === 'changeit' ? undefined : { what: 'a password', certain: true };
  }
  const kept = keptAsKey(promised === 'credentials' ? promised : `a ${promised}`, text);
  // A key of KMS is named by a UUID, and what a browser sends is no secret.
  const doubtful = (promised === 'key' && isUuid(text)) || isPublicName(name);
  return kept && doubtful ? { ...kept, certain: false } : kept;
}

/** Random enough for a key, under a name that may mean one or says nothing. */
function looksKept(name: string, text: string): boolean {
  return isRandom(text) && !isUuid(text) && !isPublicName(name) && isLiteral(text) && !isPlain(text)
    && (isKeyName(name) || (isDense(text) && !isIdentifyingName(name)));
}

/** Words can be the name of a secret, a short one a way to log in, and a number a limit. */
function keptAsKey(what: string, text: string): Credential | undefined {
  if (/^\d+$/.test(text) || /^0x[0-9a-fA-F]{40}$/.test(text) || WAYS_TO_LOG_IN.test(text) || FIELD.test(text) || DURATION.test(text) || PUBLIC_DOCUMENT.test(text)) {
    return undefined;
  }
  const named = /^[A-Za-z]+\d{0,4}(?:[-_.:,][A-Za-z]+\d{0,4})+$/.test(text);
  const sure = text.length >= 6 && !named && !/^[A-Za-z]{1,7}$/.test(text);
  return sure || what !== 'credentials' ? { what, certain: sure } : undefined;
}

/** Neither empty nor a placeholder nor something that somebody else fills in. */
function isLiteral(text: string): boolean {
  return /[A-Za-z0-9]/.test(text) && !/^(.)\1+$|(.)\2{7}/.test(text) && !PLACEHOLDER.test(text) && !/\$\{|\$\(|`/.test(text);
}

const PLACEHOLDER = new RegExp([
  '^<.*>$', '^\\[[\\w .-]*\\]$', '^\\{[^"]*\\}$', '^\\$\\w+$', '^%\\w+%?$', '^__\\w+__$', '^@\\w+@$', '^#\\{.*\\}#?$', '^:\\w+$',
  '^[xX*.-]+$', 'EXAMPLE', '[-_ ]here$', '^(?!CHANGE)[A-Z]+(?:_[A-Z0-9]+)+$', '^(?:DB)?(?:USER|PASS|PASSWORD|PWD|SECRET|TOKEN|KEY|APIKEY)$',
  '^(?:[Yy]our|YOUR|[Ii]nsert|[Ee]nter|[Rr]eplace|REPLACE|[Tt]odo|TODO|TBD|[Pp]laceholder|[Dd]ummy|[Ff]ake|[Rr]edacted|REDACTED|[Uu]nset|[Uu]nused|[Nn]ot[-_ ](?:set|used|needed)|[Ss]et[-_ ]me|[Ff]rom[-_ ](?:secrets?|ssm|vault|env))(?![a-z])',
].join('|'));

/** Something else than a credential, whatever name it stands under. */
function isPlain(text: string): boolean {
  return PLAIN.test(text) || (/^(?:~|\.{1,2})?\/[\w.@/-]*$|^[A-Za-z][\w.-]*(?:\/[\w.@-]+)+$/.test(text) && !isRandom(text));
}

const PLAIN = new RegExp([
  '^(?:true|false|yes|no|on|off|none|null|nil|undefined|enabled?|disabled?|anonymous|required?|optional|always|never|auto|default|n/a)$',
  '^arn:', '^-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}(?:PUBLIC KEY|CERTIFICATE)-----', '^LS0tLS1CRUdJTiB(?:QVUJMSUM|SU0EgUFVC)', '^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\\S{1,20}) AAAA',
  '^[a-z][a-z0-9+.-]*://', '^[a-z]:\\\\', '^[\\w.-]+\\.(?:json|ya?ml|pem|key|crt|cer|der|p12|pfx|jks|txt|env|ini|conf|cfg|properties|xml|toml|gpg|asc)$',
  '^x-[a-z-]+$', '^(?:pk_(?:live|test)_|pk\\.eyJ|phc_|NRJS-|pub[0-9a-f]{32}$)', '^(?:vault|ssm|aws-ssm|secretsmanager|aws-secretsmanager|sops|op|env|file|kms|keyvault):', '^\\{cipher\\}', '^enc[([]', '^AQ[IE]CA',
  '^\\$(?:2[abxy]?|5|6|7|y|argon2\\w*|pbkdf2\\S*|scrypt)\\$',
].join('|'), 'i');

/** Where a secret has several values, the name of one of them. */
const FIELD = /^(?:pass(?:word|wd)?|user(?:name)?)$/i;

/** How long a token is good for. */
const DURATION = /^(?:\d+ ?(?:ms|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|y|years?)|P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?)$/i;

/** JSON that says where keys are, or that holds public ones: how to verify tokens, or how an identity of AWS becomes one of Google. */
const PUBLIC_DOCUMENT = new RegExp('^[[{](?![^]*"(?:type|alg)"\\s*:\\s*"HS\\d|[^]*"(?:d|k)"\\s*:)[^]*(?:'
  + '"jwks?_ur[il]"\\s*:|"kty"\\s*:|"type"\\s*:\\s*"external_account"|-----BEGIN (?:PUBLIC KEY|CERTIFICATE)-----)');

const WAYS_TO_LOG_IN = /^(?:bearer|basic|jwt|oauth2?|oidc|iam|header|cookie|query|session|saml|hmac|digest|api[-_]?key|kubernetes)$/i;

/** Letters and digits in no order, as they come from a generator of keys. Words are not, whatever separates them. */
function isRandom(text: string): boolean {
  if (text.length < 16 || !/^[A-Za-z0-9+/_.~-]+={0,2}$/.test(text)) {
    return false;
  }
  const changes = text.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])|[a-z](?=[A-Z](?![a-z]{2}))/g)?.length ?? 0;
  return changes * 10 >= text.length;
}

/** So random that only a generator writes it, no text in another coding, and not the name that CloudFormation gives to a resource. */
function isDense(text: string): boolean {
  return text.length >= 32 && /^[A-Za-z0-9+/_]+={0,2}$/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && !isEncodedText(text);
}

function isEncodedText(text: string): boolean {
  return /^[\t\n\r -~]*$/.test(Buffer.from(text.slice(0, 64), 'base64').toString('latin1'));
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
}
