import type { Guideline } from './guidelines';
import type { Subjects } from '../facts/subjects';

/** An error fails the synth, a warning only with `--strict`, an info never. */
export type Severity = 'error' | 'warning' | 'info';

/** One place where a subject breaks a rule. */
export interface Finding {
  /** One sentence that names the subject and the offending value. */
  readonly message: string;
  /** The property that offends, below the subject's place. */
  readonly property?: string;
  /** Where it is milder or graver than the rule usually is. */
  readonly severity?: Severity;
  /** The line of the Dockerfile that it is about, where it is about one: comments there can acknowledge it. */
  readonly line?: number;
  /** Where something more to the point than the rule's own fix can be typed. */
  readonly fix?: string;
}

/**
 * CloudFormation properties, to be laid over a subject that breaks no rule; `undefined` removes a property.
 * Or, where they refer to other resources: `{ properties, Resources }`. With `files`, the image is built from them: a Dockerfile, and what lies beside it.
 */
export type Example = Readonly<Record<string, unknown>>;

interface RuleText {
  /** Folder and file name in PascalCase: public, and stable for ever. */
  readonly id: string;
  readonly guideline: Guideline;
  readonly severity: Severity;
  /** What is required, without full stop. */
  readonly title: string;
  readonly why: string;
  /** What to type. */
  readonly fix: string;
  /** The page of AWS, CDK or Docker documentation that the rule rests on. */
  readonly link: string;
  /** Ids of the same check in other scanners. */
  readonly peers: readonly string[];
  readonly examples: { readonly bad: Example; readonly good: Example };
}

/** A rule for one kind of subject: everything about it, in one place. */
export interface RuleFor<Kind extends keyof Subjects> extends RuleText {
  readonly kind: Kind;
  readonly check: (subject: Subjects[Kind]) => Iterable<Finding>;
}

export type Rule = { [Kind in keyof Subjects]: RuleFor<Kind> }[keyof Subjects];

type Definition<Kind extends keyof Subjects> = Omit<RuleFor<Kind>, 'kind'>;

export const repositoryRule = (rule: Definition<'repository'>): RuleFor<'repository'> => ({ kind: 'repository', ...rule });
export const repositoryTemplateRule = (rule: Definition<'repository-template'>): RuleFor<'repository-template'> => ({ kind: 'repository-template', ...rule });
export const imageRule = (rule: Definition<'image'>): RuleFor<'image'> => ({ kind: 'image', ...rule });
export const containerRule = (rule: Definition<'container'>): RuleFor<'container'> => ({ kind: 'container', ...rule });
export const taskDefinitionRule = (rule: Definition<'task-definition'>): RuleFor<'task-definition'> => ({ kind: 'task-definition', ...rule });
export const clusterRule = (rule: Definition<'cluster'>): RuleFor<'cluster'> => ({ kind: 'cluster', ...rule });
export const serviceRule = (rule: Definition<'service'>): RuleFor<'service'> => ({ kind: 'service', ...rule });
export const appRunnerRule = (rule: Definition<'app-runner'>): RuleFor<'app-runner'> => ({ kind: 'app-runner', ...rule });
export const dockerfileRule = (rule: Definition<'dockerfile'>): RuleFor<'dockerfile'> => ({ kind: 'dockerfile', ...rule });
