import { App, Validations } from 'aws-cdk-lib';
import { RawStack } from './raw';
import { SafeRepositories, SafeStack } from './safe';
import { GitShaStackSynthesizer, SafeContainersChecks } from 'cdk-safe-containers';

const app = new App({ defaultStackSynthesizer: new GitShaStackSynthesizer() });
new RawStack(app, 'Raw');
new SafeStack(app, 'Safe', new SafeRepositories(app, 'SafeRepositories'));

Validations.of(app).addPlugins(new SafeContainersChecks(app));
