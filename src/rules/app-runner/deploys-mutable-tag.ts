import { appRunnerRule } from '../rule';

export default appRunnerRule({
  id: 'AppRunnerDeploysMutableTag',
  guideline: 'tags',
  severity: 'warning',
  title: 'App Runner deploys what a change of the stack names',
  why: 'With automatic deployments each push to a tag that moves goes live, past the review and the rollback of the stack, and the template does not say what runs.',
  fix: 'set sourceConfiguration: { autoDeploymentsEnabled: false, imageRepository: { imageIdentifier: repository.repositoryUriForTagOrDigest(gitSha), … } }',
  link: 'https://docs.aws.amazon.com/apprunner/latest/dg/manage-deploy.html',
  peers: [],
  examples: {
    bad: source('main', true),
    good: source('main', false),
  },
  *check({ title, image: { text, latest, floating, immutable }, autoDeployments }) {
    if (autoDeployments === true && immutable !== true && (latest || floating !== undefined)) {
      yield { property: 'SourceConfiguration', message: `${title} deploys every push to "${text}" by itself.` };
    }
  },
});

function source(tag: string, autoDeploymentsEnabled: boolean) {
  return {
    SourceConfiguration: {
      AutoDeploymentsEnabled: autoDeploymentsEnabled,
      ImageRepository: { ImageRepositoryType: 'ECR', ImageIdentifier: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:${tag}` },
    },
  };
}
