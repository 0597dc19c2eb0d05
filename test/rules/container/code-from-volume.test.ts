import rule from '../../../src/rules/container/code-from-volume';
import { testRule } from '../rule-tester';

const container = (path: unknown, properties: object = {}, mount: object = {}) => ({
  Name: 'app', Image: 'example/app:1.0.0', MountPoints: [{ SourceVolume: 'code', ContainerPath: path, ...mount }], ...properties,
});
const task = (containers: object[], volume: object) => ({
  properties: {}, Resources: { Other: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: containers, Volumes: [{ Name: 'code', ...volume }] } } },
});
const EFS = { EFSVolumeConfiguration: { FilesystemId: 'fs-1' } };
const efs = (path: unknown, properties: object = {}) => task([container(path, properties)], EFS);
const scratch = (path: unknown, properties: object = {}, ...others: object[]) => task([container(path, properties), ...others], {});
const sh = (script: string) => ({ EntryPoint: ['sh', '-c'], Command: [script] });
const node = { WorkingDirectory: '/app', Command: ['node', 'server.js'] };

const runs = (place: string) => `container "app" runs code from the volume "code": it is mounted on ${place}.`;
const hides = (place: string) => `info: container "app" hides code of its image behind the volume "code", unless the Dockerfile declares a VOLUME there: it is mounted on ${place}.`;

testRule(rule, {
  good: {
    'data inside the working directory': task([container('/app/uploads', {
      ...node,
      MountPoints: ['uploads', 'data', 'tmp', 'storage', 'public/uploads', 'cache', 'config', '.next/cache', 'media', 'logs', 'var/lib', 'storage/app/public', 'data/lib', 'vendor/cache', 'src/assets/images', 'plugins']
        .map((path) => ({ SourceVolume: 'code', ContainerPath: `/app/${path}` })),
    })], EFS),
    'data elsewhere': efs('/data', node),
    'a folder whose name begins like that of the code': efs('/app-data', node),
    'scratch space inside the working directory': scratch('/app/node_modules/.cache', node),
    'an image whose working directory is not known': efs('/app', { Command: ['node', 'server.js'] }),
    'WordPress, as long as nothing says where its code is': efs('/var/www/html', { Image: 'wordpress:6.6.2' }),
    'static content of nginx': efs('/usr/share/nginx/html', { Image: 'nginx:1.27.1', Command: ['nginx', '-g', 'daemon off;'] }),
    'the home of Jenkins': efs('/var/jenkins_home', { WorkingDirectory: '/var/jenkins_home' }),
    'data that a job works in': efs('/mnt/efs/app', { WorkingDirectory: '/mnt/efs/app' }),
    'the workspace of a build': efs('/workspace', { WorkingDirectory: '/workspace' }),
    'data that programs of the image read': efs('/data', { WorkingDirectory: '/data', Command: ['aws', 's3', 'sync', '.', 's3://bucket'] }),
    'a file of data in the arguments of a script': efs('/data', { Command: ['python', '/app/import.py', '/data/rows.csv'] }),
    'a script whose folder is not known': efs('/app', sh('cd "$APP_HOME" && node server.js')),
    'a script in a folder that it changes to': efs('/app', { WorkingDirectory: '/srv', ...sh('cd /opt/tool && node server.js') }),
    'inline code': efs('/data', { WorkingDirectory: '/data', Command: ['python', '-c', 'import main'] }),
    'a module, which may be installed in the image': efs('/data', { WorkingDirectory: '/data', Command: ['python3', '-m', 'jobs.nightly'] }),
    'a package in another folder': efs('/data', { WorkingDirectory: '/data', Command: ['npm', '--prefix', '/app', 'start'] }),
    'a configuration that the ENTRYPOINT of the image is given': efs('/etc/otel', { Command: ['/etc/otel/config.yaml'] }),
    'a data folder that the ENTRYPOINT of the image is given': efs('/srv/data', { Command: ['/srv/data'] }),
    'an environment that a script reads': efs('/vault/secrets', sh('. /vault/secrets/env && exec server')),
    'a configuration of the JVM': efs('/conf', { Command: ['java', '-Dconfig=/conf/app.yml', '-jar', '/app/app.jar'] }),
    'a Java agent that another container lends': scratch(
      '/otel-auto-instrumentation',
      { WorkingDirectory: '/app', Command: ['java', '-javaagent:/otel-auto-instrumentation/javaagent.jar', '-jar', 'app.jar'], DependsOn: [{ ContainerName: 'init', Condition: 'SUCCESS' }] },
      { Name: 'init', Essential: false, Command: ['cp', '-a', '/javaagent.jar', '/otel-auto-instrumentation/'], MountPoints: [{ SourceVolume: 'code', ContainerPath: '/otel-auto-instrumentation' }] },
    ),
    'tools that a security agent lends': scratch(
      '/opt/falcon',
      { EntryPoint: ['/opt/falcon/bin/run', '/app/server'], DependsOn: [{ ContainerName: 'falcon-init', Condition: 'COMPLETE' }] },
      { Name: 'falcon-init', Essential: false, MountPoints: [{ SourceVolume: 'code', ContainerPath: '/opt/falcon' }] },
    ),
    'code of the image that nginx serves, too': scratch(
      '/var/www/html', { WorkingDirectory: '/var/www/html', Command: ['php-fpm'] }, { Name: 'nginx', Image: 'nginx:1.27.1', VolumesFrom: [{ SourceContainer: 'app' }] },
    ),
    'a script that is fetched into scratch space': scratch('/tmp', sh('aws s3 cp s3://bucket/run.sh /tmp/run.sh && exec sh /tmp/run.sh')),
    'a path that only CloudFormation knows': efs({ 'Fn::ImportValue': 'Path' }, node),
    'a working directory that only CloudFormation knows': efs('/app', { WorkingDirectory: { 'Fn::ImportValue': 'Path' }, Command: ['node', 'server.js'] }),
    'a command that only CloudFormation knows': efs('/srv', { WorkingDirectory: '/data', Command: { 'Fn::ImportValue': 'Command' } }),
    'a volume that is not there': { ...node, MountPoints: [{ SourceVolume: 'other', ContainerPath: '/app' }] },
  },
  bad: {
    'the working directory': [efs('/app', node), runs('/app, from where it starts /app/server.js')],
    'a working directory that is code by its name': [efs('/usr/src/app/', { WorkingDirectory: '/usr/src/app' }), runs('/usr/src/app/, its working directory')],
    'WordPress, where its folder is said': [efs('/var/www/html', { WorkingDirectory: '/var/www/html' }), runs('/var/www/html, its working directory')],
    'a package in the working directory': [efs('/site', { WorkingDirectory: '/site', Command: ['npm', 'start'] }), runs('/site, its working directory')],
    'above the working directory': [efs('/srv', { WorkingDirectory: '/srv/app' }), runs('/srv, above its working directory /srv/app')],
    'a folder of the host': [task([container('/app', node)], { Host: { SourcePath: '/home/ec2-user/app' } }), runs('/app, from where it starts /app/server.js')],
    'dependencies inside the working directory': [efs('/app/node_modules', node), runs('/app/node_modules, inside its code in /app')],
    'sources inside the working directory': [efs('/code/src', { WorkingDirectory: '/code' }), runs('/code/src, inside its code in /code')],
    'a program': [efs('/opt/tool', { Command: ['/opt/tool/bin/x', '--serve'] }), runs('/opt/tool, from where it starts /opt/tool/bin/x')],
    'a program that is mounted itself': [efs('/usr/local/bin/worker', { Command: ['/usr/local/bin/worker'] }), runs('/usr/local/bin/worker, which it starts')],
    'a program behind an init': [efs('/opt/tool', { EntryPoint: ['/sbin/tini', '--'], Command: ['/opt/tool/run.sh'] }), runs('/opt/tool, from where it starts /opt/tool/run.sh')],
    'a script of Python': [efs('/code', { Command: ['python', '-u', '/code/main.py'] }), runs('/code, from where it starts /code/main.py')],
    'a script of Python in a version': [efs('/mnt/efs', { Command: ['/usr/bin/python3.12', '/mnt/efs/jobs/nightly.py'] }), runs('/mnt/efs, from where it starts /mnt/efs/jobs/nightly.py')],
    'a script of Node.js behind an option with a value': [
      efs('/srv', { Command: ['node', '-r', 'dd-trace/init', '--enable-source-maps', '/srv/index.js'] }), runs('/srv, from where it starts /srv/index.js'),
    ],
    'an archive of Java': [efs('/srv/app', { Command: ['java', '-Xmx512m', '-jar', '/srv/app/app.jar'] }), runs('/srv/app, from where it starts /srv/app/app.jar')],
    'a class path': [efs('/srv', { EntryPoint: ['java', '-cp', '/srv/classes:/srv/libs/*', 'com.example.Main'] }), runs('/srv, from where it starts /srv/classes')],
    'an assembly of .NET': [efs('/app', { WorkingDirectory: '/app', EntryPoint: ['dotnet', 'Shop.dll'] }), runs('/app, from where it starts /app/Shop.dll')],
    'a start script of a shell': [efs('/scripts', { Command: ['bash', '-e', '/scripts/start'] }), runs('/scripts, from where it starts /scripts/start')],
    'a start script in a script': [efs('/mnt/hooks', sh('/mnt/hooks/prepare.sh; exec node server.js')), runs('/mnt/hooks, from where it starts /mnt/hooks/prepare.sh')],
    'a folder that a script changes to': [efs('/site', sh('cd /site && exec php artisan serve')), runs('/site, from where it starts /site/artisan')],
    'the programs of the image': [efs('/usr'), runs('/usr, where the programs of the image are')],
    'everything': [efs('/'), runs('/, where the programs of the image are')],
    'a shared volume of Docker': [
      task([container('/app', node)], { DockerVolumeConfiguration: { Scope: 'shared', Autoprovision: true } }), runs('/app, from where it starts /app/server.js'),
    ],
    'a network drive by a driver of Docker': [
      task([container('/app', node)], { DockerVolumeConfiguration: { Scope: 'task', Driver: 'local', DriverOpts: { type: 'nfs' } } }), runs('/app, from where it starts /app/server.js'),
    ],
    'FSx for Windows': [
      task([container('C:\\app', { WorkingDirectory: 'C:\\app' })], { FSxWindowsFileServerVolumeConfiguration: { FileSystemId: 'fs-1' } }), runs('C:\\app, its working directory'),
    ],
    'a volume that an init container fills': [
      scratch(
        '/var/www/html',
        { WorkingDirectory: '/var/www/html', DependsOn: [{ ContainerName: 'clone', Condition: 'SUCCESS' }] },
        { Name: 'clone', Essential: false, Command: ['git', 'clone', 'https://example.com/site.git', '/site'], MountPoints: [{ SourceVolume: 'code', ContainerPath: '/site' }] },
      ),
      'container "app" runs code that container "clone" puts into the volume "code": it is mounted on /var/www/html, its working directory.',
    ],
    'an empty volume, as a hint, since ECS may copy the code into it': [scratch('/app', node), hides('/app, from where it starts /app/server.js')],
    'an empty volume of Docker': [
      task([container('/app', node)], { DockerVolumeConfiguration: { Scope: 'task' } }), hides('/app, from where it starts /app/server.js'),
    ],
    'an empty volume that another application sees': [
      scratch('/app', node, { Name: 'worker', Image: 'example/app:1.0.0', MountPoints: [{ SourceVolume: 'code', ContainerPath: '/app' }] }),
      hides('/app, from where it starts /app/server.js'),
    ],
  },
});
