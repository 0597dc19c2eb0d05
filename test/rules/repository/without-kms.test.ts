import rule from '../../../src/rules/repository/without-kms';
import { testRule } from '../rule-tester';

testRule(rule, {
  good: {
    'a key of one\'s own': { EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: { 'Fn::GetAtt': ['Key', 'Arn'] } } },
    'two layers of KMS': { EncryptionConfiguration: { EncryptionType: 'KMS_DSSE' } },
    'a type that only CloudFormation knows': { EncryptionConfiguration: { EncryptionType: { 'Fn::ImportValue': 'Encryption' } } },
    'a configuration that only CloudFormation knows': { EncryptionConfiguration: { 'Fn::ImportValue': 'Encryption' } },
    'a lower-case key of a raw template': { EncryptionConfiguration: undefined, encryptionConfiguration: { encryptionType: 'KMS' } },
  },
  bad: {
    'nothing said, as in most templates': [
      { EncryptionConfiguration: undefined },
      'repository "Subject" does not encrypt its images with a key of KMS: EncryptionType is not set, which means AES256.',
    ],
    'AES256': [
      { EncryptionConfiguration: { EncryptionType: 'AES256' } },
      'repository "Subject" does not encrypt its images with a key of KMS: EncryptionType is AES256.',
    ],
    'one branch of a condition': [
      {
        properties: { EncryptionConfiguration: { 'Fn::If': ['HasKey', { EncryptionType: 'KMS', KmsKey: { Ref: 'KeyArn' } }, { Ref: 'AWS::NoValue' }] } },
        Parameters: { KeyArn: { Type: 'String', Default: '' } },
        Conditions: { HasKey: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'KeyArn' }, ''] }] } },
      },
      'repository "Subject" does not encrypt its images with a key of KMS: EncryptionType is not set, which means AES256, where HasKey is false.',
    ],
  },
});
