import rule from '../../../src/rules/container/log-volume';
import { testRule } from '../rule-tester';

const mount = (path: unknown, properties: object = {}) => ({ SourceVolume: 'logs', ContainerPath: path, ...properties });
const app = { Name: 'app', Image: 'example/app:1.0.0', MountPoints: [mount('/var/log/app')] };
const task = (containers: unknown, volume: object = {}) => ({
  properties: {}, Resources: { Other: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: containers, Volumes: [{ Name: 'logs', ...volume }] } } },
});
const at = (path: unknown, properties: object = {}) => task([{ ...app, MountPoints: [mount(path)], ...properties }]);
const beside = (sidecar: object) => task([app, { Name: 'other', Image: 'example/other:1.0.0', MountPoints: [mount('/logs')], ...sidecar }]);
const finding = (path: string, name = 'app') => `container "${name}" has the volume "logs" on ${path}, and no log router or agent beside it: logs in files go with the task.`;

testRule(rule, {
  good: {
    'a volume beside it whose name only CloudFormation knows': {
      ...beside({ MountPoints: [{ ...mount('/logs'), SourceVolume: { Ref: 'Volume' } }], FirelensConfiguration: { Type: 'fluentbit' } }),
      Parameters: { Volume: { Type: 'String' } },
    },
    'data': at('/data'),
    'a write-ahead log': at('/var/lib/postgresql/pg_wal'),
    'the transaction log of a database': at('/var/lib/zookeeper/log'),
    'an archive': at('/data/logs-archive'),
    'folders with log in their names': task([{ ...app, MountPoints: [mount('/app/changelog'), mount('/app/blogs'), mount('/catalog'), mount('/app/logs/../data')] }]),
    'a file': at('/etc/logs.conf'),
    'the agent of ECS Exec, which needs it': at('/var/log/amazon/ssm'),
    'data of Kafka': at('/bitnami/kafka/logs', { Image: 'bitnami/kafka:3.7.0' }),
    'task logs that Airflow shows': at('/opt/airflow/logs', { Image: 'apache/airflow:2.7.0' }),
    'a mount to read': task([{ ...app, MountPoints: [mount('/var/log/app', { ReadOnly: true })] }]),
    'a mount that CloudFormation may make read-only': task([{ ...app, MountPoints: [mount('/var/log/app', { ReadOnly: { 'Fn::ImportValue': 'ReadOnly' } })] }]),
    'a path that only CloudFormation knows': at({ 'Fn::ImportValue': 'Path' }),
    'an agent, which reads what others log': at('/var/log', { Name: 'cloudwatch-agent', Image: 'amazon/cloudwatch-agent:1.300051.0' }),
    'an application that follows its own files': at('/var/log/app', { Command: ['sh', '-c', '/start.sh & exec tail -F /var/log/app/app.log'] }),
    'an application whose log is a link to stdout': at('/var/log/app', { Command: ['sh', '-c', 'ln -sf /dev/stdout /var/log/app/app.log && exec /start.sh'] }),
    'an init container that makes the folder': task([
      { ...app, MountPoints: [] },
      { ...app, Name: 'init', Essential: false },
      { Name: 'web', DependsOn: [{ ContainerName: 'init', Condition: 'SUCCESS' }] },
    ]),
    'a FireLens router beside it': beside({ Name: 'router', FirelensConfiguration: { Type: 'fluentbit' } }),
    'a log router beside it, by its image': beside({ Image: 'fluent/fluent-bit:3.1.0' }),
    'an agent beside it': beside({ Image: 'docker.elastic.co/beats/filebeat:8.15.0' }),
    'a container beside it that follows the files': beside({ Image: 'busybox:1.36.1', Command: ['tail', '-n+1', '-F', '/logs/access.log'] }),
    'a container beside it that is called after logs': beside({ Name: 'access-logs' }),
    'a container beside it that reads the volume only': beside({ MountPoints: [mount('/logs', { ReadOnly: true })] }),
    'a log router that takes over its volumes': beside({ Image: 'fluent/fluent-bit:3.1.0', MountPoints: [], VolumesFrom: [{ SourceContainer: 'app' }] }),
    'a container beside it of whose volumes nothing is known': beside({ MountPoints: { 'Fn::ImportValue': 'Mounts' } }),
    'a container beside it of which nothing is known': task([app, { 'Fn::If': ['Unknown', { Name: 'router' }, { Ref: 'AWS::NoValue' }] }]),
    'a volume that is not there': { MountPoints: [{ SourceVolume: 'other', ContainerPath: '/var/log/app' }] },
  },
  bad: {
    'a folder in /var/log': [at('/var/log/nginx'), finding('/var/log/nginx')],
    '/var/log itself': [at('/var/log/'), finding('/var/log/')],
    'a folder called logs': [at('/usr/local/tomcat/logs'), finding('/usr/local/tomcat/logs')],
    'a folder called log, in capitals on Windows': [at('C:\\inetpub\\LOGS'), finding('C:\\inetpub\\LOGS')],
    'EFS': [
      task([app], { EFSVolumeConfiguration: { FilesystemId: 'fs-1' } }),
      'container "app" has the volume "logs" on /var/log/app, and no log router or agent beside it: the log driver does not see logs in files.',
    ],
    'a folder of the host, where an agent may read it': [
      task([app], { Host: { SourcePath: '/data/logs' } }), 'info: container "app" has the volume "logs" on /var/log/app: logs in files reach nobody, unless an agent on the host reads them.',
    ],
    'a read-only root, for which the volume may be there': [
      at('/var/log/nginx', { ReadonlyRootFilesystem: true }),
      'info: container "app" has the volume "logs" on /var/log/nginx, maybe only since its root is read-only: logs in files go with the task.',
    ],
    'an application that follows other files': [at('/var/log/app', { Command: ['sh', '-c', '/start.sh & exec tail -F /tmp/other.log'] }), finding('/var/log/app')],
    'a container beside it that only stays up': [beside({ MountPoints: [mount('/data')], Command: ['tail', '-f', '/dev/null'] }), finding('/var/log/app')],
    'a log router beside it that sees another volume': [beside({ Image: 'fluent/fluent-bit:3.1.0', MountPoints: [{ SourceVolume: 'config', ContainerPath: '/config' }] }), finding('/var/log/app')],
    'an application beside it that logs there, too': [beside({}), finding('/var/log/app'), finding('/logs', 'other')],
    'an application beside it that logs there, too, and reads something else': [
      beside({ MountPoints: [mount('/data'), { SourceVolume: 'config', ContainerPath: '/config', ReadOnly: true }] }), finding('/var/log/app'),
    ],
    'names that only look like those of log routers': [beside({ Name: 'login-blog', MountPoints: [mount('/data')] }), finding('/var/log/app')],
    'two log folders in one container': [
      task([{ ...app, MountPoints: [mount('/var/log/app'), mount('/app/logs')] }]), finding('/var/log/app'), finding('/app/logs'),
    ],
  },
});
