import { AppFacts } from '../../src/facts/app';
import { UNRESOLVED } from '../../src/facts/known';

const LINUX = { Name: 'app', Image: 'acme/app:1.4.2' };

/** Whether each container of a task definition runs on Windows. */
function windowsOf(properties: object): unknown[] {
  const facts = new AppFacts([{ stackPath: 'Stack', body: { Resources: { Task: { Type: 'AWS::ECS::TaskDefinition', Properties: properties } } } }]);
  return facts.read(facts.addresses[0])[0].subjects.flatMap((subject) => (subject.kind === 'container' ? [subject.facts.windows] : []));
}

const volume = (settings: object) => ({ Volumes: [{ Name: 'v', ...settings }] });

test.each<[string, object, object?]>([
  ['a base image of Windows', { Image: 'mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019' }],
  ['a tag that names its version', { Image: 'acme/otel-collector:0.1.0-windowsserver-1809' }],
  ['a tag that names Windows', { Image: 'acme/agent:7.1.0-windows-amd64' }],
  ['PowerShell', { EntryPoint: ['powershell', '-Command'], Command: ['C:\\ServiceMonitor.exe w3svc'] }],
  ['its command shell', { Command: ['cmd', '/S', '/C', 'app'] }],
  ['a program of Windows', { Command: ['app.exe'] }],
  ['a program on a drive', { Command: ['C:\\app\\app', '--port', '80'] }],
  ['a mount on a drive', { MountPoints: [{ SourceVolume: 'v', ContainerPath: 'C:\\data' }] }, volume({})],
  ['a pipe of the host', {}, volume({ Host: { SourcePath: '\\\\.\\pipe\\docker_engine' } })],
  ['a folder of the host', {}, volume({ Host: { SourcePath: 'C:\\ProgramData\\agent' } })],
  ['FSx', {}, volume({ FSxWindowsFileServerVolumeConfiguration: { FileSystemId: 'fs-1' } })],
])('%s puts all containers of a task on Windows', (_, container, task = {}) => {
  expect(windowsOf({ ContainerDefinitions: [LINUX, { ...LINUX, Name: 'other', ...container }], ...task })).toEqual([true, true]);
});

const UNKNOWN = { 'Fn::GetAtt': ['Elsewhere', 'Value'] };

test.each<[string, object, unknown]>([
  ['a volume of which nothing is known may be of Windows', { Volumes: [UNKNOWN] }, UNRESOLVED],
  ['volumes of which nothing is known may be of Windows', { Volumes: UNKNOWN }, UNRESOLVED],
  ['a path that is not known may be of Windows', volume({ Host: { SourcePath: UNKNOWN } }), UNRESOLVED],
  ['a runtime platform knows better than a path', { ...volume({ Host: { SourcePath: UNKNOWN } }), RuntimePlatform: { OperatingSystemFamily: 'LINUX' } }, false],
])('%s', (_, task, expected) => {
  expect(windowsOf({ ContainerDefinitions: [LINUX], ...task })).toEqual([expected]);
});

test.each<[string, object, object?]>([
  ['nothing', {}],
  ['PowerShell for Linux', { Command: ['pwsh', '-File', '/app/run'] }],
  ['a program that is called cmd', { Command: ['cmd', 'serve'] }],
  ['a path with a colon', { Command: ['c:app'] }],
  ['a folder of a Linux host', {}, volume({ Host: { SourcePath: '/var/log' } })],
])('%s says nothing of Windows', (_, container, task = {}) => {
  expect(windowsOf({ ContainerDefinitions: [LINUX, { ...LINUX, Name: 'other', ...container }], ...task })).toEqual([false, false]);
});
