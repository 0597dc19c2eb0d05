import rule from '../../../src/rules/container/no-init-process';
import { initContainer, testRule } from '../rule-tester';

const none = { LinuxParameters: undefined };
const sh = (script: string) => ({ ...none, Command: ['sh', '-c', script] });
const NOT_SET = 'container "app" asks ECS for no init process: initProcessEnabled is not set.';

const task = (container: object, properties: object = {}) => ({
  properties: {},
  Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { ...properties, ContainerDefinitions: [{ Name: 'app', Image: 'app:1.0.0', ...container }] } } },
});

const built = (instructions: string, files = {}, properties = {}) => ({ files: { Dockerfile: `FROM node:22.11.0\n${instructions}`, ...files }, properties });

testRule(rule, {
  good: {
    'an image that starts an init': built('ENTRYPOINT ["tini", "--"]\nCMD ["node", "server.js"]', {}, none),
    'an image that is built on one': { files: { Dockerfile: 'FROM jenkins/jenkins:2.479.1-lts' }, properties: none },
    'an init process of ECS': { Command: ['node', 'server.js'], LinuxParameters: { InitProcessEnabled: true } },
    'an init process of ECS, as text': { Command: ['node', 'server.js'], LinuxParameters: { InitProcessEnabled: 'true' } },
    'whether there is one, only CloudFormation knows': { Command: ['node', 'server.js'], LinuxParameters: { InitProcessEnabled: { 'Fn::ImportValue': 'Init' } } },
    'an init in front': { ...none, EntryPoint: ['/usr/bin/tini', '--'], Command: ['node', 'server.js'] },
    'an init behind exec': sh('npm run migrate && exec dumb-init node server.js'),
    's6, which is its own': { ...none, EntryPoint: ['/init'], Command: ['app'] },
    'supervisord, which is its own': sh('exec supervisord -n'),
    'an image of somebody else': { ...none, Image: 'amazon/aws-otel-collector:v0.40.0' },
    'an image of somebody else with options': { ...none, Image: 'amazon/aws-otel-collector:v0.40.0', Command: ['--config=/etc/ecs/config.yaml'] },
    'an image that only CloudFormation knows': { ...none, Image: { 'Fn::ImportValue': 'Image' } },
    'a sidecar of somebody else': { ...none, Name: 'envoy', Image: 'envoyproxy/envoy:v1.31.0', Command: ['envoy', '-c', '/etc/envoy.yaml'] },
    'an entry point that only CloudFormation knows': { ...none, EntryPoint: { 'Fn::ImportValue': 'EntryPoint' }, Command: ['node', 'server.js'] },
    'Windows': task({ Command: ['node', 'server.js'] }, { RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } }),
    'an operating system that only CloudFormation knows': task({ Command: ['node', 'server.js'] }, { RuntimePlatform: { OperatingSystemFamily: { 'Fn::ImportValue': 'Family' } } }),
    'processes that the containers of the task share': task({ Command: ['node', 'server.js'] }, { PidMode: 'task' }),
    'a one-shot container that prepares the task': initContainer({ Command: ['npm', 'run', 'migrate'] }),
  },
  bad: {
    'an image that starts its application': [built('CMD ["node", "server.js"]', {}, none), NOT_SET],
    'a command': [{ ...none, Command: ['node', 'server.js'] }, NOT_SET],
    'an image of one\'s own, which decides': [none, NOT_SET],
    'an image of one\'s own with options': [{ ...none, Command: ['--port', '80'] }, NOT_SET],
    'other parameters of Linux': [{ Command: ['node', 'server.js'], LinuxParameters: { SharedMemorySize: 256 } }, NOT_SET],
    'switched off': [{ Command: ['node', 'server.js'], LinuxParameters: { InitProcessEnabled: false } }, NOT_SET.replace('not set', 'false')],
    'a shell in front': [sh('node server.js'), NOT_SET],
    'an init that is not the first process': [sh('tini -- node server.js; echo done'), NOT_SET],
    'a command for an image of somebody else': [{ ...none, Image: 'node:22.1.0', Command: ['node', 'server.js'] }, NOT_SET],
    'a proxy of one\'s own': [{ ...none, Name: 'app', Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/nginx:3f2c1ab9', Command: ['nginx', '-g', 'daemon off;'] }, NOT_SET],
  },
});
