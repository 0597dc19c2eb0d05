import rule from '../../../src/rules/image/uncommitted-build';
import { testRule } from '../rule-tester';

const OWN = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api';
const finding = (image: string, tag: string) => `container "app" runs image "${image}": its tag "${tag}" says that it was built from code that no commit has.`;
const own = (tag: string) => ({ Image: `${OWN}:${tag}` });

testRule(rule, {
  good: {
    'a commit': own('3f2c1ab9'),
    'a version': own('1.4.2'),
    'a snapshot of a build server, which has a commit': own('1.4.2-SNAPSHOT'),
    'a word that only contains it': own('dirtyharry-1.0.0'),
    'a repository that is called so': { Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/dirty:3f2c1ab9' },
    'latest, which has a rule of its own': own('latest-dirty'),
    'no tag': { Image: OWN },
    'a tag that only CloudFormation knows': { properties: { Image: { 'Fn::Sub': `${OWN}:\${Tag}-dirty` } }, Parameters: { Tag: { Type: 'String' } } },
  },
  bad: {
    'what git describe says': [own('v1.4.2-3-g3f2c1ab-dirty'), finding(`${OWN}:v1.4.2-3-g3f2c1ab-dirty`, 'v1.4.2-3-g3f2c1ab-dirty')],
    'a commit with a mark of one\'s own': [own('3f2c1ab.dirty'), finding(`${OWN}:3f2c1ab.dirty`, '3f2c1ab.dirty')],
    'a commit with the mark of one\'s own that is a word': [own('3f2c1ab-modified'), finding(`${OWN}:3f2c1ab-modified`, '3f2c1ab-modified')],
    'the mark before an architecture': [own('3f2c1ab-dirty-arm64'), finding(`${OWN}:3f2c1ab-dirty-arm64`, '3f2c1ab-dirty-arm64')],
    'a branch': [own('main-dirty'), finding(`${OWN}:main-dirty`, 'main-dirty')],
    'a digest, which pins what nobody can build again': [
      own(`1.4.2-dirty@sha256:${'0a'.repeat(32)}`), finding(`${OWN}:1.4.2-dirty@sha256:${'0a'.repeat(32)}`, '1.4.2-dirty'),
    ],
    'the default of a parameter': [
      { properties: { Image: { 'Fn::Sub': `${OWN}:\${Tag}` } }, Parameters: { Tag: { Type: 'String', Default: '3f2c1ab-dirty' } } },
      finding(`${OWN}:3f2c1ab-dirty`, '3f2c1ab-dirty'),
    ],
    'somebody else\'s image, as a hint': [{ Image: 'quay.io/team/tool:v2.0.1-dirty' }, `info: ${finding('quay.io/team/tool:v2.0.1-dirty', 'v2.0.1-dirty')}`],
  },
});
