export * from './git-revision';
export * from './git-sha-image';
export * from './git-sha-stack-synthesizer';
export * from './immutable-repository';
export * from './safe-container-options';
export * from './safe-containers-checks';
export * from './safe-fargate-service';
export * from './safe-fargate-task-definition';
