import rule from '../../../src/rules/task-definition/efs-unencrypted';
import { testRule } from '../rule-tester';

const efs = (Name: unknown, configuration: unknown = {}) => ({ Name, EFSVolumeConfiguration: { FilesystemId: 'fs-0123456789abcdef0', ...configuration as object } });
const withVolumes = (...Volumes: unknown[]) => ({ Volumes });
const finding = (volume: string, found = 'not set') => `task definition "Subject" mounts the EFS volume ${volume} without encryption in transit: transitEncryption is ${found}.`;
const refusal = (volume: string, what: string, found = 'not set') => `error: ${finding(volume, found).replace(/\.$/, `, and ECS refuses ${what} without it.`)}`;

testRule(rule, {
  good: {
    'no volumes': {},
    'a volume on the host': withVolumes({ Name: 'scratch' }, { Name: 'logs', Host: { SourcePath: '/var/log' } }, { Name: 'disk', ConfiguredAtLaunch: true }),
    'a value that only CloudFormation knows': withVolumes(efs('data', { TransitEncryption: { 'Fn::ImportValue': 'Encryption' } })),
    'a configuration that only CloudFormation knows': withVolumes({ Name: 'data', EFSVolumeConfiguration: { 'Fn::ImportValue': 'Efs' } }),
    'IAM authorization with encryption': withVolumes(efs('data', { TransitEncryption: 'ENABLED', AuthorizationConfig: { IAM: 'ENABLED', AccessPointId: 'fsap-1' } })),
    'volumes that only CloudFormation knows': { Volumes: { 'Fn::ImportValue': 'Volumes' } },
  },
  bad: {
    'nothing said': [withVolumes(efs('data')), finding('"data"')],
    'switched off': [withVolumes(efs('data', { TransitEncryption: 'DISABLED' })), finding('"data"', 'DISABLED')],
    'the second volume': [
      withVolumes({ Name: 'scratch' }, efs('first', { TransitEncryption: 'ENABLED' }), efs('second'), efs('third', { TransitEncryption: 'DISABLED' })),
      finding('"second"'), finding('"third"', 'DISABLED'),
    ],
    'a name that only CloudFormation knows': [withVolumes({ Name: 'scratch' }, efs({ 'Fn::GetAtt': ['Custom', 'Name'] })), finding('number 2')],
    'IAM authorization, which requires it': [withVolumes(efs('data', { AuthorizationConfig: { IAM: 'ENABLED' } })), refusal('"data"', 'IAM authorization')],
    'an access point, which requires it': [
      withVolumes(efs('data', { TransitEncryption: 'DISABLED', AuthorizationConfig: { AccessPointId: { Ref: 'AccessPoint' } } })), refusal('"data"', 'an access point', 'DISABLED'),
    ],
    'IAM authorization switched off': [withVolumes(efs('data', { AuthorizationConfig: { IAM: 'DISABLED' } })), finding('"data"')],
    'authorization that only CloudFormation knows': [withVolumes(efs('data', { AuthorizationConfig: { 'Fn::ImportValue': 'Authorization' } })), finding('"data"')],
    'where a condition holds': [
      {
        properties: withVolumes(efs('data', { TransitEncryption: { 'Fn::If': ['IsProd', 'ENABLED', { Ref: 'AWS::NoValue' }] } })),
        Parameters: { Stage: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      },
      finding('"data"').replace(/\.$/, ', where IsProd is false.'),
    ],
  },
});
