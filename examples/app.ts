import { App, Validations } from 'aws-cdk-lib';
import { RawStack } from './raw';
import { SafeStack } from './safe';
import { SafeContainersChecks } from 'cdk-safe-containers';

const app = new App();
new RawStack(app, 'Raw');
new SafeStack(app, 'Safe');

Validations.of(app).addPlugins(new SafeContainersChecks(app));
