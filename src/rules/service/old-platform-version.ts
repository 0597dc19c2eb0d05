import { isOldPlatform } from '../../platform/fargate';
import { serviceRule } from '../rule';

export default serviceRule({
  id: 'ServiceOldPlatformVersion',
  guideline: 'safe-deployment',
  severity: 'warning',
  title: 'Tasks run on the current platform version of Fargate',
  why: 'Old platform versions miss features, get no new ones, and are retired: then no task starts on them.',
  fix: 'set platformVersion: ecs.FargatePlatformVersion.LATEST, which is also the default; SafeFargateService says LATEST',
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-versions-retired.html',
  peers: ['CKV_AWS_332', 'ECS.10', 'CT.ECS.PR.1', 'ecs_service_fargate_latest_platform_version'],
  examples: {
    bad: { LaunchType: 'FARGATE', PlatformVersion: '1.3.0' },
    good: { LaunchType: 'FARGATE', PlatformVersion: 'LATEST' },
  },
  *check({ title, platformVersion, task }) {
    // What is not known to run Linux may run Windows.
    const mayBeWindows = typeof task !== 'object' || (task.windows !== undefined && task.windows !== false);
    if (typeof platformVersion === 'string' && isOldPlatform(platformVersion, mayBeWindows)) {
      yield { property: 'PlatformVersion', message: `${title} stays on platform version ${platformVersion} of Fargate, which is not the current one.` };
    }
  },
});
