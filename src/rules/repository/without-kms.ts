import { repositoryRule } from '../rule';

export default repositoryRule({
  id: 'RepositoryWithoutKms',
  guideline: 'immutability',
  severity: 'info',
  title: 'Images are encrypted with a key of AWS KMS',
  why: 'CloudTrail records each use of a key of KMS, and a key of your own can be withdrawn from images that nobody must read any more.',
  fix: 'set encryption: ecr.RepositoryEncryption.KMS in a new repository; CloudFormation replaces one that exists',
  link: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html',
  peers: ['CKV_AWS_136', 'AWS-0033', '77a92b0e-b578-4a2e-bb0d-3c53ec4cfb7e', 'ECR.5'],
  examples: {
    bad: { EncryptionConfiguration: { EncryptionType: 'AES256' } },
    good: { EncryptionConfiguration: { EncryptionType: 'KMS' } },
  },
  *check({ name, encryptionType }) {
    if (encryptionType === undefined || encryptionType === 'AES256') {
      const state = encryptionType === undefined ? 'not set, which means AES256' : encryptionType;
      yield { property: 'EncryptionConfiguration', message: `repository "${name}" does not encrypt its images with a key of KMS: EncryptionType is ${state}.` };
    }
  },
});
