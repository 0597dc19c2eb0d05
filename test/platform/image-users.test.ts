import { readFileSync, readdirSync } from 'fs';
import { dirname, join } from 'path';
import { IMAGE_USERS } from '../../src/platform/image-users';

/** What names an image and is in no line of the table, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'ecs CfnTaskDefinitionContainerDefinition.Image': 'a container, read with its task definition',
  'ecs CfnDaemonTaskDefinitionDaemonContainerDefinition.Image': 'a container, read with its task definition',
  'imagebuilder CfnContainerRecipe.ParentImage': 'what an image is built from, not what runs; also the ARN of an Image Builder image',
  'imagebuilder CfnContainerRecipeInstanceConfiguration.Image': 'a machine image',
  'imagebuilder CfnImageRecipe.ParentImage': 'a machine image',
  'iotanalytics CfnDatasetContainerAction.Image': 'the service has ended',
  'iotwireless CfnFuotaTask.FirmwareUpdateImage': 'the firmware of a device',
  'omics CfnWorkflowImageMapping.DestinationImage': 'what a name of a workflow is replaced by, with or without its tag',
  'omics CfnWorkflowImageMapping.SourceImage': 'what a name of a workflow is replaced by, with or without its tag',
  'omics CfnWorkflowVersionImageMapping.DestinationImage': 'what a name of a workflow is replaced by, with or without its tag',
  'omics CfnWorkflowVersionImageMapping.SourceImage': 'what a name of a workflow is replaced by, with or without its tag',
  'sagemaker CfnInferenceComponentDeployedImage.ResolvedImage': 'what the service answers',
  'sagemaker CfnInferenceComponentDeployedImage.SpecifiedImage': 'what the service answers',
  'sagemaker CfnModelCardContainer.Image': 'documentation of a model',
};

const CDK = dirname(require.resolve('aws-cdk-lib/package.json'));
const sources = new Map(readdirSync(CDK)
  .filter((folder) => folder.startsWith('aws-'))
  .flatMap((folder) => readdirSync(join(CDK, folder, 'lib'))
    .filter((file) => /^[a-z0-9]+\.generated\.js$/.test(file))
    .map((file): [string, string] => [file.split('.')[0], readFileSync(join(CDK, folder, 'lib', file), 'utf-8')])));

/** How an L1 renders a property: `convertCfnFunctionCodePropertyToCloudFormation`, `cdk().listMapper(…)`. */
function conversionOf(service: string, type: string, property: string): string | undefined {
  const [, body] = new RegExp(`function convert${type}ToCloudFormation\\(properties\\)\\{(.*?)\\}\\):properties`).exec(sources.get(service) ?? '') ?? [];
  return new RegExp(`[{,]${property}:([^,]+)\\(properties\\.`).exec(body ?? '')?.[1];
}

const STEPS: Readonly<Record<string, RegExp>> = {
  '': /^convert(\w+)ToCloudFormation$/,
  '[': /^cdk\(\)\.listMapper\(convert(\w+)ToCloudFormation\)$/,
  '{': /^cdk\(\)\.hashMapper\(convert(\w+)ToCloudFormation\)$/,
};

/** The type and property at the end of a path, such as `lambda CfnFunctionCode.ImageUri`; undefined where the path leads nowhere. */
function endOf(resourceType: string, path: string): string | undefined {
  const [, service, resource] = resourceType.split('::');
  const module = service === 'Serverless' ? 'sam' : service.toLowerCase();
  const steps = path.split('.');
  const property = steps.pop()!;
  const type = steps.reduce<string | undefined>((above, step) => {
    const [, name, kind = ''] = /^(\w+)([[{])?/.exec(step)!;
    return above && STEPS[kind].exec(conversionOf(module, above, name) ?? '')?.[1];
  }, `Cfn${resource}Props`);
  return type !== undefined && conversionOf(module, type, property) === 'cdk().stringToCloudFormation' ? place(module, type, property) : undefined;
}

function place(service: string, type: string, property: string): string {
  return `${service} ${type.replace(/(?:Props|Property)$/, '')}.${property}`;
}

const paths = Object.entries(IMAGE_USERS).flatMap(([type, { images }]) => images.map((path): [string, string] => [type, path]));

test.each(paths)('%s has %s', (type, path) => {
  expect(endOf(type, path)).toBeDefined();
});

test('a path that the CDK does not have is noticed', () => {
  expect(endOf('AWS::Lambda::Function', 'Code.ImageUri')).toBe('lambda CfnFunctionCode.ImageUri');
  for (const path of ['Code.Image', 'Code[].ImageUri', 'Code{}.ImageUri', 'code.ImageUri', 'ImageUri', 'Code']) {
    expect(endOf('AWS::Lambda::Function', path)).toBeUndefined();
  }
  expect(endOf('AWS::SageMaker::Model', 'Containers.Image')).toBeUndefined();
});

test('whatever the CDK calls an image is in the table, or known to be something else', () => {
  const named = [...sources].flatMap(([service, source]) => [...source.matchAll(/function convert(\w+)ToCloudFormation\(properties\)\{(.*?)\}\):properties/g)]
    .flatMap(([, type, body]) => [...body.matchAll(/[{,](\w*Image|\w*ImageUri|ImageIdentifier|ContainerUri|EcrUri):cdk\(\)\.stringToCloudFormation\(/g)]
      .map(([, property]) => place(service, type, property))));
  const inTable = paths.map(([type, path]) => endOf(type, path));
  expect(new Set(named.filter((each) => !inTable.includes(each)))).toEqual(new Set(Object.keys(LEFT_OUT)));
});
