import { AppFacts } from '../../src/facts/app';
import type { Template } from '../../src/facts/template';
import { judge } from '../../src/pack/judge';
import { IMAGE_USERS } from '../../src/platform/image-users';

interface Parts {
  readonly Parameters?: object;
  readonly Conditions?: object;
  readonly Mappings?: object;
  readonly Resources?: object;
}

/** What is found in the images of one resource: the message, the place of the property, the name to acknowledge it by, and the fix. */
function found(type: string, properties: unknown, { Resources, ...parts }: Parts = {}, ...others: Template[]) {
  const body = { ...parts, Resources: { Subject: { Type: type, Properties: properties }, ...Resources } };
  const { verdicts, failures } = judge(new AppFacts([{ stackPath: 'Stack', body }, ...others]));
  expect(failures).toEqual([]);
  return verdicts.filter(({ rule }) => rule.kind === 'image').map(({ subject, rule, finding }) => ({
    rule: rule.id, message: finding.message, at: subject.at, place: [subject.place, finding.property].filter((part) => part !== '').join('.'), fix: finding.fix ?? rule.fix,
  }));
}

const messages = (...args: Parameters<typeof found>) => found(...args).map(({ message }) => message);
const untagged = (user: string, image = 'nginx') => `${user} runs image "${image}" without a tag, which means latest.`;

/** Properties with a value at the end of a path of the table. */
function withImage(path: string, image: unknown): unknown {
  return path.split('.').reduceRight<unknown>((value, step) => {
    const [, name, kind] = /^(\w+)([[{])?/.exec(step)!;
    return { [name]: kind === '[' ? [value] : kind === '{' ? { Driver: value } : value };
  }, image);
}

const PATHS = Object.entries(IMAGE_USERS).flatMap(([type, { called, images }]) => images.map((path) => [type, path, called] as const));

test.each(PATHS)('an image of %s in %s is judged', (type, path, called) => {
  const [finding, ...others] = found(type, withImage(path, 'nginx'));
  expect(others).toEqual([]);
  expect(finding.message).toMatch(/ runs image "nginx" without a tag, which means latest\.$/);
  expect(finding.message).toContain(`${called} "Subject"`);
  expect(finding.place).toBe(path.replace(/\{[^}]*\}/g, '.Driver').replace(/\[[^\]]*\]/g, '.0'));
  expect(finding.fix).toBe('name the full version or the digest of the image');
});

test.each(PATHS)('an image of %s in %s that nobody knows is not', (type, path) => {
  const unknown = { 'Fn::GetAtt': ['Elsewhere', 'Value'] };
  path.split('.').forEach((_, index, steps) => {
    expect(messages(type, withImage(steps.slice(0, index + 1).join('.'), unknown))).toEqual([]);
    expect(messages(type, withImage(steps.slice(0, index + 1).join('.'), null))).toEqual([]);
  });
  expect(messages(type, unknown)).toEqual([]);
});

describe('a resource that names several images', () => {
  const nameAndPlace = (...args: Parameters<typeof found>) => found(...args).map(({ at, message, place }) => [at, message, place]);

  test('says which, by the names that users gave', () => {
    expect(nameAndPlace('AWS::Batch::JobDefinition', {
      EksProperties: { PodProperties: { InitContainers: [{ Name: 'setup', Image: 'nginx' }], Containers: [{ Name: 'web', Image: 'nginx' }] } },
    })).toEqual([
      ['web', untagged('container "web" of job definition "Subject"'), 'EksProperties.PodProperties.Containers.0.Image'],
      ['setup', untagged('init container "setup" of job definition "Subject"'), 'EksProperties.PodProperties.InitContainers.0.Image'],
    ]);
    expect(nameAndPlace('AWS::Batch::JobDefinition', {
      NodeProperties: {
        NodeRangeProperties: [
          { TargetNodes: '0:0', Container: { Image: 'nginx' } },
          { TargetNodes: '1:', EcsProperties: { TaskProperties: [{ Containers: [{ Name: 'work', Image: 'nginx' }] }] } },
        ],
      },
    })).toEqual([
      ['0:0', untagged('node range "0:0" of job definition "Subject"'), 'NodeProperties.NodeRangeProperties.0.Container.Image'],
      [
        '1:.work', untagged('container "work" of node range "1:" of job definition "Subject"'),
        'NodeProperties.NodeRangeProperties.1.EcsProperties.TaskProperties.0.Containers.0.Image',
      ],
    ]);
    expect(nameAndPlace('AWS::EMRServerless::Application', { WorkerTypeSpecifications: { Driver: { ImageConfiguration: { ImageUri: 'nginx' } } } })).toEqual([
      ['Driver', untagged('worker type "Driver" of EMR Serverless application "Subject"'), 'WorkerTypeSpecifications.Driver.ImageConfiguration.ImageUri'],
    ]);
    expect(nameAndPlace('AWS::Lightsail::Container', { ContainerServiceDeployment: { Containers: [{ ContainerName: 'web', Image: 'nginx' }] } })).toEqual([
      ['web', untagged('container "web" of Lightsail container service "Subject"'), 'ContainerServiceDeployment.Containers.0.Image'],
    ]);
  });

  test('is acknowledged the same in any order', () => {
    const containers = [{ ContainerHostname: 'first', Image: 'nginx' }, { ContainerHostname: 'second', Image: 'redis' }];
    const names = (order: unknown[]) => found('AWS::SageMaker::Model', { Containers: order }).map(({ at, message }) => `${at}: ${message}`);
    expect(names(containers)).toEqual([`first: ${untagged('container "first" of SageMaker model "Subject"')}`, `second: ${untagged('container "second" of SageMaker model "Subject"', 'redis')}`]);
    expect(names([...containers].reverse())).toEqual(names(containers).reverse());
  });

  test('has no name for what has none', () => {
    expect(nameAndPlace('AWS::SageMaker::Model', { Containers: [{ Image: 'nginx' }, { ContainerHostname: { Ref: 'Nowhere' }, Image: 'redis' }] })).toEqual([
      [undefined, untagged('SageMaker model "Subject"'), 'Containers.0.Image'],
      [undefined, untagged('SageMaker model "Subject"', 'redis'), 'Containers.1.Image'],
    ]);
  });
});

test('properties are found by the names of the API too, as Batch accepts them', () => {
  expect(messages('AWS::Batch::JobDefinition', { containerProperties: { image: 'nginx' } })).toEqual([untagged('job definition "Subject"')]);
});

describe('the fix is something to type in the service', () => {
  const OWN = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:latest';
  test.each([
    ['AWS::Lambda::Function', 'lambda.DockerImageCode.fromEcr(repository, { tagOrDigest: gitSha })'],
    ['AWS::Batch::JobDefinition', 'ecs.ContainerImage.fromEcrRepository(repository, gitSha)'],
    ['AWS::CodeBuild::Project', "fromEcrRepository(repository, gitSha) of the build image's class"],
    ['AWS::BedrockAgentCore::Runtime', 'agentcore.AgentRuntimeArtifact.fromEcrRepository(repository, gitSha)'],
    ['AWS::AppRunner::Service', 'imageIdentifier: repository.repositoryUriForTagOrDigest(gitSha)'],
    ['AWS::SageMaker::ProcessingJob', 'imageUri: repository.repositoryUriForTagOrDigest(gitSha)'],
    ['AWS::IoTSiteWise::Task', 'ecrUri: repository.repositoryUriForTagOrDigest(gitSha)'],
  ])('%s', (type, expected) => {
    const [finding] = found(type, withImage(IMAGE_USERS[type].images[0], OWN));
    expect(finding.fix).toBe(`tag each build with the git SHA of its code, as in ${expected}`);
  });

  test.each([
    ['LINUX_CONTAINER', 'codebuild.LinuxBuildImage.fromEcrRepository(repository, gitSha)'],
    ['LINUX_EC2', 'codebuild.LinuxBuildImage.fromEcrRepository(repository, gitSha)'],
    ['LINUX_GPU_CONTAINER', 'codebuild.LinuxGpuBuildImage.fromEcrRepository(repository, gitSha)'],
    ['ARM_CONTAINER', 'codebuild.LinuxArmBuildImage.fromEcrRepository(repository, gitSha)'],
    ['MAC_ARM', 'codebuild.MacBuildImage.fromEcrRepository(repository, gitSha)'],
    ['WINDOWS_CONTAINER', 'codebuild.WindowsBuildImage.fromEcrRepository(repository, gitSha)'],
    ['WINDOWS_SERVER_2019_CONTAINER', 'codebuild.WindowsBuildImage.fromEcrRepository(repository, gitSha, codebuild.WindowsImageType.SERVER_2019)'],
    ['WINDOWS_SERVER_2022_CONTAINER', 'codebuild.WindowsBuildImage.fromEcrRepository(repository, gitSha, codebuild.WindowsImageType.SERVER_2022)'],
    ['ARM_LAMBDA_CONTAINER', 'image: repository.repositoryUriForTagOrDigest(gitSha)'],
    [{ 'Fn::ImportValue': 'Type' }, "fromEcrRepository(repository, gitSha) of the build image's class"],
  ])('a CodeBuild project of the type %j', (Type, expected) => {
    const [latest] = found('AWS::CodeBuild::Project', { Environment: { Type, Image: OWN } });
    const [tagged] = found('AWS::CodeBuild::Project', { Environment: { Type, Image: OWN.replace('latest', 'main') } });
    expect([latest.fix, tagged.fix]).toEqual(Array(2).fill(`tag each build with the git SHA of its code, as in ${expected}`));
  });
});

describe('an image of a function is resolved', () => {
  const HOST = '${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}';
  const latest = (image: string) => `function "Subject" runs image "${image}": the tag "latest" means another image after every push.`;
  const tag = (type = 'String', Default: unknown = 'latest') => ({ Parameters: { Tag: { Type: type, Default } } });
  const REPOSITORY = { Resources: { Repo: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'shop' } } } };
  const STAGE = { Parameters: { Stage: { Type: 'String' } }, Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };

  test.each<[string, unknown, string[], Parts?]>([
    ['a literal', 'shop/api:latest', [latest('shop/api:latest')]],
    ['the default of a parameter', { Ref: 'Image' }, [latest('shop/api:latest')], { Parameters: { Image: { Type: 'String', Default: 'shop/api:latest' } } }],
    ['Fn::Sub', { 'Fn::Sub': `${HOST}/api:\${Tag}` }, [latest(`${HOST}/api:latest`)], tag()],
    ['Fn::Sub with variables of its own', { 'Fn::Sub': [`${HOST}/\${Name}:\${Tag}`, { Name: 'api' }] }, [latest(`${HOST}/api:latest`)], tag()],
    ['Fn::Join', { 'Fn::Join': [':', [{ 'Fn::Join': ['/', ['registry:5000', 'api']] }, { Ref: 'Tag' }]] }, [latest('registry:5000/api:latest')], tag()],
    ['a join of pseudo parameters', { 'Fn::Join': ['', [{ Ref: 'AWS::AccountId' }, '.dkr.ecr.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, '/api:latest']] },
      [latest(`${HOST}/api:latest`)]],
    ['Fn::If, each branch', { 'Fn::If': ['IsProd', 'api:1.0.0', { 'Fn::If': ['IsProd', 'api', 'api:latest'] }] },
      [latest('api:latest').replace(/\.$/, ', where IsProd is false.')], STAGE],
    ['Fn::If inside Fn::Sub', { 'Fn::Sub': ['api:${Chosen}', { Chosen: { 'Fn::If': ['IsProd', '1.0.0', 'latest'] } }] },
      [latest('api:latest').replace(/\.$/, ', where IsProd is false.')], STAGE],
    ['Fn::FindInMap with literal keys', { 'Fn::FindInMap': ['Images', 'api', 'uri'] }, [latest('api:latest')], { Mappings: { Images: { api: { uri: 'api:latest' } } } }],
    ['an account by region that only CloudFormation knows', { 'Fn::Sub': ['${Account}.dkr.ecr.eu-west-1.amazonaws.com/api:latest', { Account: { 'Fn::FindInMap': ['Accounts', { Ref: 'AWS::Region' }, 'id'] } }] },
      [latest('${Accounts}.dkr.ecr.eu-west-1.amazonaws.com/api:latest')], { Mappings: { Accounts: { 'eu-west-1': { id: '111122223333' }, 'us-east-1': { id: '444455556666' } } } }],
    ['the rows of a mapping, of which every one says latest', { 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'uri'] }, [latest('111122223333.dkr.ecr.${Images}.amazonaws.com/api:latest')],
      { Mappings: { Images: Object.fromEntries(['eu-west-1', 'us-east-2'].map((region) => [region, { uri: `111122223333.dkr.ecr.${region}.amazonaws.com/api:latest` }])) } }],
    ['the rows of a mapping, of which one begins like the other', { 'Fn::Sub': ['${Name}:latest', { Name: { 'Fn::FindInMap': ['Names', { Ref: 'AWS::Region' }, 'name'] } }] },
      [latest('shop${Names}:latest')], { Mappings: { Names: { 'eu-west-1': { name: 'shop' }, 'us-east-2': { name: 'shopshop' } } } }],
    ['the rows of a mapping, of which every one says another tag', { 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'uri'] }, [],
      { Mappings: { Images: { 'eu-west-1': { uri: 'api:latest' }, 'us-east-2': { uri: 'api:my-latest' } } } }],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': [',', 'api:1.0.0,api:latest'] }] }, [latest('api:latest')]],
    ['Fn::Select of a list parameter', { 'Fn::Sub': ['api:${Chosen}', { Chosen: { 'Fn::Select': ['0', { Ref: 'Tag' }] } }] }, [latest('api:latest')], tag('CommaDelimitedList', 'latest, 1.0.0')],
    ['Fn::Split of a parameter', { 'Fn::Join': [':', { 'Fn::Split': ['|', { Ref: 'Tag' }] }] }, [latest('api:latest')], tag('String', 'api|latest')],
    ['a number for a tag', { 'Fn::Sub': `${HOST}/api:\${Tag}` },
      [`function "Subject" runs image "${HOST}/api:7": the tag "7" does not say from which commit it was built.`], tag('Number', 7)],
    ['a repository of the app by its URI', { 'Fn::Sub': '${Repo.RepositoryUri}:latest' }, [latest('shop:latest')], REPOSITORY],
    ['a repository of the app by its URI alone', { 'Fn::GetAtt': 'Repo.RepositoryUri' }, [untagged('function "Subject"', 'shop')], REPOSITORY],
    ['a repository of the app by its name', { 'Fn::Sub': `${HOST}/\${Repo}` }, [untagged('function "Subject"', 'shop')], REPOSITORY],
    ['a repository of the app by its ARN, as the CDK writes it', {
      'Fn::Join': ['', [
        { 'Fn::Select': [4, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Repo', 'Arn'] }] }] }, '.dkr.ecr.', { 'Fn::Select': [3, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Repo', 'Arn'] }] }] },
        '.', { Ref: 'AWS::URLSuffix' }, '/', { Ref: 'Repo' }, ':latest',
      ]],
    }, [latest('shop:latest')], REPOSITORY],
    ['an unknown registry', { 'Fn::Sub': '${Registry}/api:latest' }, [latest('${Registry}/api:latest')], { Parameters: { Registry: { Type: 'String' } } }],
    ['a registry that CloudFormation looks up', 'registry.example.com/{{resolve:ssm:/team/prefix}}/api:latest', [latest('registry.example.com/{{resolve:ssm:/team/prefix}}/api:latest')]],
    ['an imported registry', { 'Fn::Join': ['/', [{ 'Fn::ImportValue': 'Registry' }, 'api:latest']] }, [latest('${?}/api:latest')]],
    ['a port, a path, a tag and a digest', `registry:5000/team/api:latest@sha256:${'0a'.repeat(32)}`, []],
    ['an asset of the CDK', { 'Fn::Sub': `${HOST}/cdk-hnb659fds-container-assets-\${AWS::AccountId}-\${AWS::Region}:${'0a'.repeat(32)}` }, []],
    ['a tag that CloudFormation looks up', '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:{{resolve:ssm:/api/tag}}', []],
    ['a parameter of SSM', { Ref: 'Image' }, [], { Parameters: { Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: 'api:latest' } } }],
    ['an imported image', { 'Fn::ImportValue': 'Image' }, []],
    ['what a macro makes', { 'Fn::Transform': { Name: 'Image' } }, []],
  ])('%s', (...[, image, expected, parts]) => {
    expect(messages('AWS::Lambda::Function', { Code: { ImageUri: image } }, parts)).toEqual(expected);
  });

  test('from an export of another stack', () => {
    const images = {
      stackPath: 'Images',
      body: {
        Resources: { Repo: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'shop' } } },
        Outputs: { Uri: { Value: { 'Fn::GetAtt': ['Repo', 'RepositoryUri'] }, Export: { Name: 'Uri' } } },
      },
    };
    expect(messages('AWS::Lambda::Function', { Code: { ImageUri: { 'Fn::Sub': ['${Uri}:v1', { Uri: { 'Fn::ImportValue': 'Uri' } }] } } }, {}, images))
      .toEqual(['function "Subject" runs image "shop:v1": the tag "v1" reads like part of a version, and another push can make it another image.']);
  });
});

describe('AWS decides the version of some images', () => {
  test.each([
    ['AWS::CodeBuild::Project', 'aws/codebuild/standard:7.0'],
    ['AWS::CodeBuild::Project', 'aws/codebuild/amazonlinux-aarch64-standard:3.0'],
    ['AWS::CodeBuild::Project', 'aws/codebuild/macos-arm-base:14'],
    ['AWS::SageMaker::MonitoringSchedule', '156813124566.dkr.ecr.us-east-1.amazonaws.com/sagemaker-model-monitor-analyzer'],
    ['AWS::SageMaker::ProcessingJob', '503895931360.dkr.ecr.us-east-1.amazonaws.com/sagemaker-debugger-rules:latest'],
    ['AWS::SageMaker::Model', '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1'],
    ['AWS::SageMaker::Model', '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-inference:2.3.0-cpu-py311-ubuntu20.04-sagemaker'],
    ['AWS::SageMaker::Model', '382416733822.dkr.ecr.us-east-1.amazonaws.com/linear-learner:1'],
    ['AWS::Lightsail::Container', ':service.label.7'],
  ])('%s may run %s', (type, image) => {
    expect(messages(type, withImage(IMAGE_USERS[type].images[0], image))).toEqual([]);
  });

  test('but not what latest means of the others', () => {
    expect(messages('AWS::SageMaker::Model', { PrimaryContainer: { Image: { 'Fn::Sub': '382416733822.dkr.ecr.${AWS::Region}.amazonaws.com/xgboost:latest' } } }))
      .toEqual(['SageMaker model "Subject" runs image "382416733822.dkr.ecr.${AWS::Region}.amazonaws.com/xgboost:latest": the tag "latest" means another image after every push.']);
  });
});

test('a function that is a zip file has no image, and is looked at once', () => {
  const { resources, verdicts, unjudged } = judge(new AppFacts([{
    stackPath: 'Stack', body: { Resources: { Fn: { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Bucket: 'code', S3Key: 'api.zip' } } } } },
  }]));
  expect([resources, verdicts, unjudged]).toEqual([1, [], 0]);
});
