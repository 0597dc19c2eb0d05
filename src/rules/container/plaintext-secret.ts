import type { EnvironmentVariable } from '../../facts/environment';
import { dynamicReferencesIn } from '../../platform/dynamic-reference';
import { Credential, maySupplySecret, secretIn } from '../../platform/secrets';
import type { Process } from '../../shell';
import { secretsOf } from '../process-secrets';
import { containerRule } from '../rule';
import type { Finding } from '../rule';
import { startPlace, startedAt } from '../wording';

export default containerRule({
  id: 'ContainerPlaintextSecret',
  guideline: 'least-privilege',
  severity: 'error',
  title: 'No credential stands in a task definition',
  why: 'Everybody who may describe a task definition reads it in plain text, in every old revision too, and nobody can rotate it without a deployment.',
  fix: "keep it in Secrets Manager or as a SecureString parameter, and hand it over by reference, as in secrets: { DB_PASSWORD: ecs.Secret.fromSecretsManager(secret, 'password') }",
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html',
  peers: ['AWS-0036', 'ECS.8', 'CT.ECS.PR.12', 'ecs_task_definitions_no_environment_secrets'],
  examples: {
    bad: { Environment: [{ Name: 'DB_PASSWORD', Value: 'hunter2' }] },
    good: { Secrets: [{ Name: 'DB_PASSWORD', ValueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf:password::' }] },
  },
  *check({ title, environment, logOptions, process, healthCommand, start }) {
    yield* environment.flatMap((variable) => inVariable(title, variable) ?? []);
    for (const [option, value] of typeof logOptions === 'object' ? logOptions : []) {
      const found = typeof value === 'string' ? secretIn(option, value) : undefined;
      if (found) {
        const fix = `give it as a secret option, as in secretOptions: { ${asKey(option)}: ecs.Secret.fromSecretsManager(secret) }`;
        yield { property: 'LogConfiguration.Options', fix, ...inWords(title, found, `in the log option "${option}"`) };
      }
    }
    yield* process ? inCommand(title, startedAt(start), `its command${startPlace(start)}`, process) : [];
    yield* healthCommand ? inCommand(title, { property: 'HealthCheck.Command' }, 'its health check', healthCommand) : [];
  },
});

function inVariable(title: string, { name, value, supplied }: EnvironmentVariable): Finding | undefined {
  const text = typeof value === 'string' ? value : '';
  const found = secretIn(name, text);
  const services = dynamicReferencesIn(text).map(({ service }) => service);
  const literal = typeof value === 'string' && supplied.length === 0 && services.length === 0;
  if (literal && !found) {
    return undefined;
  }
  const place = { property: 'Environment', fix: /^AWS_(?:ACCESS|SECRET|SESSION)_/.test(name) ? WITHOUT_KEYS : `replace it by secrets: { ${asKey(name)}: ecs.Secret.fromSecretsManager(secret) }` };
  if (found) {
    return { ...place, ...inWords(title, found, `in the environment variable "${name}"`) };
  }
  if (services.includes('ssm-secure')) {
    return { ...place, message: `${title} takes the environment variable "${name}" from a SecureString parameter, which CloudFormation does not resolve there.` };
  }
  return value !== undefined && maySupplySecret(name, typeof value === 'string' ? [...supplied, ...services] : undefined)
    ? { ...place, severity: 'info', message: `${title} may get a credential in plain text: CloudFormation fills in the environment variable "${name}".` }
    : undefined;
}

const WITHOUT_KEYS = 'remove it and give the task role the permissions, as in bucket.grantRead(taskDefinition.taskRole): the AWS SDKs find its credentials by themselves';

function inWords(title: string, { what, certain }: Credential, place: string): Pick<Finding, 'message' | 'severity'> {
  return certain
    ? { message: `${title} has ${what} in plain text ${place}.` }
    : { severity: 'info', message: `${title} has what looks like ${what} in plain text ${place}.` };
}

function inCommand(title: string, at: Pick<Finding, 'property' | 'line'>, place: string, process: Process): readonly Finding[] {
  const fix = 'give it as a secret, as in secrets: { PASSWORD: ecs.Secret.fromSecretsManager(secret) }, and let the program or a shell read that variable';
  const messages = secretsOf(process).map(({ what, at: option }) => `${title} has ${what} in plain text in ${place}${option === undefined ? '' : `, at ${option}`}.`);
  return [...new Set(messages)].map((message) => ({ ...at, fix, message }));
}

function asKey(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`;
}
