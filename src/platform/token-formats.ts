/**
 * What the tokens of a service look like. Prefixes, alphabets and lengths are those that the services publish or that scanners have collected:
 * https://docs.github.com/en/code-security/reference/secret-security/supported-secret-scanning-patterns and
 * https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml.
 * What is made to be seen has no row: publishable keys, DSNs, identifiers of accounts and clients. AWS's documentation ends its keys in EXAMPLE.
 * A pattern has no group that captures, and no repetition inside a repetition.
 */
const FORMATS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['an AWS access key ID', /(?:AKIA|ASIA|ABIA|ACCA)(?![A-Z0-9]*EXAMPLE)[A-Z2-7]{16}(?![A-Za-z0-9])/],
  ['an Amazon Bedrock API key', /ABSK[A-Za-z0-9+/]{109,}/],
  ['a GitHub token', /gh[opsur]_[A-Za-z0-9]{36}|github_pat_\w{82}/],
  ['a GitLab token', /gl(?:pat|ptt|dt|rt|cbt|ft|soat|agent|imt|oas)-[\w-]{20}/],
  ['a Bitbucket or Atlassian token', /AT(?:ATT3|CTT3|BB)[\w=-]{24,}/],
  ['an npm token', /npm_[A-Za-z0-9]{36}/],
  ['a PyPI token', /pypi-AgE[\w-]{50,}/],
  ['a RubyGems token', /rubygems_[0-9a-f]{48}/],
  ['a Docker Hub token', /dckr_(?:pat|oat)_[\w-]{27}/],
  ['an Artifactory key', /AKCp[A-Za-z0-9]{69}|cmVmd[A-Za-z0-9]{59}/],
  ['a Slack token', /xox[abeoprs](?:\.xox[bp])?-\d[\w-]{9}|xapp-\d-[A-Z0-9]+-\d+-[a-z0-9]+/],
  ['a Slack webhook', /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9+/]{40}/],
  ['a Discord webhook', /discord(?:app)?\.com\/api\/webhooks\/\d{16,20}\/[\w-]{60}/],
  ['a Microsoft Teams webhook', /webhook\.office\.com\/webhookb2\/[0-9a-f-]{36}@/],
  ['a Discord token', /[MNO][A-Za-z0-9]{23,25}\.[\w-]{6}\.[\w-]{27}/],
  ['a Telegram token', /\d{8,10}:AA[\w-]{33}(?![\w-])/],
  ['a Stripe key', /[rs]k_(?:live|test|prod)_[A-Za-z0-9]{20}/],
  ['a webhook secret', /whsec_[A-Za-z0-9+/]{24}/],
  ['a Square token', /sq0(?:atp|csp)-[\w-]{22}/],
  ['a Shopify token', /shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/],
  ['an OpenAI key', /sk-(?:proj|svcacct|admin)-[\w-]{40}|sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}/],
  ['an Anthropic key', /sk-ant-[a-z]+\d\d-[\w-]{40}/],
  ['an API key', /sk-[A-Za-z0-9]{32}/],
  ['a Hugging Face token', /hf_[A-Za-z]{34}|api_org_[A-Za-z]{34}/],
  ['a Groq key', /gsk_[A-Za-z0-9]{52}/],
  ['a Perplexity key', /pplx-[A-Za-z0-9]{48}/],
  ['a Replicate token', /r8_[A-Za-z0-9]{37}/],
  ['a Google OAuth secret', /GOCSPX-[\w-]{28}|ya29\.[\w-]{30}/],
  ['an Azure client secret', /[\w~.]{3}\dQ~[\w~.-]{31}/],
  ['a shared access signature', /sig=[A-Za-z0-9%/+]{43,60}(?:%3D|=)/],
  ['a DigitalOcean token', /do[opr]_v1_[0-9a-f]{64}/],
  ['a Heroku key', /HRKU-[\w-]{36}/],
  ['a Fly.io token', /fo1_[\w-]{43}|fm[12][ar]?_[A-Za-z0-9+/]{100}/],
  ['a Cloudflare origin key', /v1\.0-[0-9a-f]{24}-[0-9a-f]{146}/],
  ['a PlanetScale credential', /pscale_(?:tkn|oauth|pw)_[\w.-]{32}/],
  ['a Supabase token', /sb(?:p_[0-9a-f]{40}|_secret_[\w-]{20})/],
  ['a Databricks token', /dapi[0-9a-f]{32}/],
  ['a Vault token', /hv[bsr]\.[\w-]{90}/],
  ['a Terraform Cloud token', /[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60}/],
  ['a Pulumi token', /pul-[0-9a-f]{40}/],
  ['a Doppler token', /dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{40}/],
  ['a 1Password token', /ops_eyJ[A-Za-z0-9+/]{250}/],
  ['an age key', /AGE-SECRET-KEY-1[0-9A-Z]{58}/],
  ['a New Relic key', /NRAK-[A-Z0-9]{27}|NRII-[A-Za-z0-9-]{32}|[0-9a-f]{36}NRAL/],
  ['a Grafana token', /gl(?:sa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}|c_eyJ[A-Za-z0-9+/]{60})/],
  ['a Sentry token', /sntrys_eyJ[A-Za-z0-9+/]{40}|sntryu_[0-9a-f]{64}/],
  ['a Dynatrace token', /dt0[a-z]\d\d\.[A-Z2-7]{24}\.[A-Z2-7]{64}/],
  ['a Postman key', /PMAK-[0-9a-f]{24}-[0-9a-f]{34}/],
  ['a SendGrid key', /SG\.[\w-]{22}\.[\w-]{43}/],
  ['a Mailgun key', /key-[0-9a-f]{32}(?![0-9a-f])/],
  ['a Mailchimp key', /[0-9a-f]{32}-us\d{1,2}(?!\d)/],
  ['a Brevo key', /xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}/],
  ['a Resend key', /re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}/],
  ['a Linear key', /lin_(?:api|oauth)_[A-Za-z0-9]{40}/],
  ['a Notion token', /ntn_\d{11}[A-Za-z0-9]{35}|secret_[A-Za-z0-9]{43}/],
  ['an Airtable token', /pat[A-Za-z0-9]{14}\.[0-9a-f]{64}/],
  ['a Figma token', /fig[dour]_[\w-]{40}/],
  ['a Sourcegraph token', /sgp_(?:[0-9a-fA-F]{16}_|local_)?[0-9a-fA-F]{40}/],
];

/** Those that some services also hand to browsers. A name such as SUPABASE_ANON_KEY says so. */
const MAYBE_PUBLIC: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a JSON Web Token', /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10}/],
  ['a Google API key', /AIza[\w-]{35}(?![\w-])/],
];

const ALL = [...FORMATS, ...MAYBE_PUBLIC];

/** One group for each format, each of which begins where a word does: so every run of letters and digits is looked at once. */
const ANY = new RegExp(`(?<![A-Za-z0-9_-])(?:${ALL.map(([, { source }]) => `(${source})`).join('|')})`);

const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;

/** What `-----BEGIN ` is in base64. */
const ENCODED_PEM = 'LS0tLS1CRUdJTi';

export interface Token {
  readonly what: string;
  /** Its service also hands such tokens to browsers. */
  readonly maybePublic: boolean;
}

/** The token of a well-known service, or the private key, that stands in a text. */
export function tokenIn(text: string): Token | undefined {
  if (text.length < 16) {
    return undefined;
  }
  const [found = '', ...groups] = ANY.exec(text) ?? [];
  const index = groups.findIndex((group) => group !== undefined);
  if (index >= 0 && !/(.)\1{7}/.test(found)) {
    return { what: ALL[index][0], maybePublic: index >= FORMATS.length };
  }
  return PRIVATE_KEY.test(text) || PRIVATE_KEY.test(decodedPem(text)) ? { what: 'a private key', maybePublic: false } : undefined;
}

/** The first line of a PEM file that is encoded once more. */
function decodedPem(text: string): string {
  const start = text.indexOf(ENCODED_PEM);
  return start < 0 ? '' : Buffer.from(text.slice(start, start + 80), 'base64').toString('latin1');
}
