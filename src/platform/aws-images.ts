import { ImageReference } from './image-reference';

/** AWS moves these on by itself and offers no tag of one build: what CodeBuild and SageMaker bring along. */
export function isVersionedByAws({ registry, path }: ImageReference): boolean {
  return (registry === undefined && path.startsWith('aws/codebuild/')) || /^sagemaker-(?:model-monitor-analyzer|debugger-rules)$/.test(path);
}

/** Accounts of AWS that serve most regions: Deep Learning Containers, Fluent Bit, App Mesh. */
const ACCOUNTS: readonly string[] = ['763104351884', '906394416424', '840364872350'];

/**
 * Repositories that AWS fills, in private registries of many accounts of its own, where its images look like anybody's.
 * https://github.com/aws/sagemaker-python-sdk and https://github.com/aws/deep-learning-containers list them.
 */
const REPOSITORIES: readonly RegExp[] = [
  /^sagemaker-(?:base-python|chainer|clarify|data-wrangler|distribution|inference|mxnet|neo|pytorch|rl|scikit-learn|spark|sparkml|tensorflow|tritonserver|xgboost)\b/,
  /^(?:autogluon|djl|huggingface|mxnet|pytorch|stabilityai|tensorflow)\b.*-(?:training|inference)\b/,
  new RegExp(`^(?:${[
    'blazingtext', 'factorization-machines', 'forecasting-deepar', 'image-classification', 'ipinsights', 'kmeans', 'knn', 'lda', 'linear-learner',
    'ntm', 'object-detection', 'object2vec', 'pca', 'randomcutforest', 'semantic-segmentation', 'seq2seq', 'xgboost',
  ].join('|')})(?:-neo)?$`),
  /^(?:notebook-)?spark\/emr-/,
  /^aws-(?:appmesh-envoy|appmesh-proxy-route-manager|for-fluent-bit)$/,
];

/** Whether AWS publishes images in this account or under this name. Somebody else's may be called the same. */
export function mayBeOfAws({ registry = '', path }: ImageReference): boolean {
  return ACCOUNTS.includes(registry.split('.')[0]) || REPOSITORIES.some((name) => name.test(path));
}
