import type { Volume } from '../../facts/task-definition';
import { taskDefinitionRule } from '../rule';

export default taskDefinitionRule({
  id: 'TaskDefinitionEfsUnencrypted',
  guideline: 'least-privilege',
  severity: 'warning',
  title: 'Data on the way to Amazon EFS is encrypted',
  why: 'Without encryption in transit, who sees the traffic of the network reads and changes the files.',
  fix: "set efsVolumeConfiguration: { fileSystemId, transitEncryption: 'ENABLED' } on the volume",
  link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html',
  peers: ['CKV_AWS_97', 'AWS-0035', '6c131358-c54d-419b-9dd6-1f7dd41d180c', 'ECS.18'],
  examples: {
    bad: { Volumes: [{ Name: 'data', EFSVolumeConfiguration: { FilesystemId: 'fs-0123456789abcdef0' } }] },
    good: { Volumes: [{ Name: 'data', EFSVolumeConfiguration: { FilesystemId: 'fs-0123456789abcdef0', TransitEncryption: 'ENABLED' } }] },
  },
  *check({ name, volumes }) {
    const listed = Array.isArray(volumes) ? volumes as readonly Volume[] : [];
    for (const [index, { name: volume, efs }] of listed.entries()) {
      if (typeof efs !== 'object' || (efs.transitEncryption !== undefined && efs.transitEncryption !== 'DISABLED')) {
        continue;
      }
      const mounts = `task definition "${name}" mounts the EFS volume ${typeof volume === 'string' ? `"${volume}"` : `number ${index + 1}`} without encryption in transit`;
      const found = `transitEncryption is ${efs.transitEncryption ?? 'not set'}`;
      yield typeof efs.needsEncryption === 'string'
        ? { property: 'Volumes', severity: 'error', message: `${mounts}: ${found}, and ECS refuses ${efs.needsEncryption} without it.` }
        : { property: 'Volumes', message: `${mounts}: ${found}.` };
    }
  },
});
