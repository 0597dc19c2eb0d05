import { App, Validations } from 'aws-cdk-lib';
import { SafeContainersChecks } from 'cdk-safe-containers';
import { RawStack } from './raw';
import { SafeStack } from './safe';

const app = new App();
new RawStack(app, 'Raw');
new SafeStack(app, 'Safe');

Validations.of(app).addPlugins(new SafeContainersChecks(app));
