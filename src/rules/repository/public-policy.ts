import type { PolicyStatement } from '../../facts/policy';
import { matchesWildcard } from '../../platform/ecr';
import { repositoryRule } from '../rule';
import { shorten } from '../wording';

export default repositoryRule({
  id: 'RepositoryPublicPolicy',
  guideline: 'immutability',
  severity: 'error',
  title: 'The policy of a repository names who may use it',
  why: 'A policy for everyone lets any AWS account in the world read the code in your images, or push its own under your tags.',
  fix: "name the accounts, as in repository.grantPull(new iam.AccountPrincipal('111122223333')), or your organization: new iam.OrganizationPrincipal('o-1234567890')",
  link: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html',
  peers: ['CKV_AWS_32', 'AWS-0032', '75be209d-1948-41f6-a8c8-e22dd0121134', 'AwsSolutions-ECR1', 'ecr_repositories_not_publicly_accessible'],
  examples: {
    bad: { RepositoryPolicyText: { Statement: [{ Effect: 'Allow', Principal: '*', Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] }] } },
    good: {
      RepositoryPolicyText: {
        Statement: [{
          Effect: 'Allow',
          Principal: '*',
          Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
        }],
      },
    },
  },
  *check({ name, policy }) {
    const statements = Array.isArray(policy) ? policy as readonly PolicyStatement[] : [];
    const opening = statements.filter((statement) => letsEveryoneIn(statement) && !statements.some((other) => mayShutOut(other, statement)));
    for (const { actions, everyone } of opening) {
      const who = everyone ? 'every AWS account' : 'every AWS account but those that it names';
      const what = Array.isArray(actions) ? shorten(actions.join(', ')) : 'it';
      yield { property: 'RepositoryPolicyText', message: `repository "${name}" is open to the world: its policy lets ${who} use ${what}.` };
    }
  },
});

function letsEveryoneIn({ effect, everyone, everyoneElse, conditionKeys }: PolicyStatement): boolean {
  return effect === 'Allow' && (everyone || everyoneElse) && Array.isArray(conditionKeys) && !conditionKeys.some(asksWho);
}

/** A denial to all but those that it names, or that its condition asks for, closes what another statement opens. */
function mayShutOut({ effect, everyoneElse, conditionKeys, actions: denied }: PolicyStatement, { actions: opened }: PolicyStatement): boolean {
  const unconditional = Array.isArray(conditionKeys) && !conditionKeys.some(asksWho);
  const elsewhere = Array.isArray(denied) && Array.isArray(opened) && !opened.some((action) => denied.some((pattern) => covers(pattern, action)));
  return effect !== 'Allow' && (everyoneElse || !unconditional) && !elsewhere;
}

function covers(pattern: string, action: string): boolean {
  return matchesWildcard(pattern.toLowerCase(), action.toLowerCase());
}

/** Whether the connection is encrypted says nothing of who asks. */
function asksWho(conditionKey: string): boolean {
  return conditionKey.toLowerCase() !== 'aws:securetransport';
}
