import { isVersionedByAws, mayBeOfAws } from '../../src/platform/aws-images';
import { parseImageReference } from '../../src/platform/image-reference';

test.each([
  ['aws/codebuild/standard:7.0', true],
  ['aws/codebuild/amazonlinux2-x86_64-standard:5.0', true],
  ['aws/codebuild/macos-arm-base:14', true],
  ['156813124566.dkr.ecr.us-east-1.amazonaws.com/sagemaker-model-monitor-analyzer', true],
  ['${?}.dkr.ecr.${AWS::Region}.amazonaws.com/sagemaker-debugger-rules:latest', true],
  ['registry.example.com/aws/codebuild/standard:7.0', false],
  ['111122223333.dkr.ecr.eu-west-1.amazonaws.com/codebuild:7.0', false],
  ['683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1', false],
])('AWS decides what %s means: %s', (text, expected) => {
  expect(isVersionedByAws(parseImageReference(text)!)).toBe(expected);
});

test.each([
  'sagemaker-xgboost', 'sagemaker-scikit-learn', 'sagemaker-clarify-processing', 'sagemaker-spark-processing', 'sagemaker-sparkml-serving', 'sagemaker-rl-ray-container',
  'sagemaker-inference-pytorch', 'pytorch-inference', 'pytorch-training-neuronx', 'huggingface-pytorch-tgi-inference', 'tensorflow-inference-eia', 'autogluon-training', 'djl-inference',
  'linear-learner', 'xgboost', 'image-classification-neo', 'spark/emr-6.9.0', 'aws-appmesh-envoy', 'aws-for-fluent-bit',
])('%s may be of AWS', (path) => {
  expect(mayBeOfAws({ path })).toBe(true);
});

test.each(['shop/api', 'sagemaker-churn', 'churn-xgboost', 'pytorch', 'pytorch-api', 'team/pytorch-inference', 'spark-jobs', 'pca-service', 'aws-proxy'])('%s is not', (path) => {
  expect(mayBeOfAws({ path })).toBe(false);
});

test('whatever stands in an account of AWS is of AWS', () => {
  expect(mayBeOfAws({ registry: '763104351884.dkr.ecr.eu-west-1.amazonaws.com', path: 'vllm' })).toBe(true);
  expect(mayBeOfAws({ registry: '111122223333.dkr.ecr.eu-west-1.amazonaws.com', path: 'vllm' })).toBe(false);
});
