import { IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { judge } from './judge';
import { Policy, PolicyOptions } from './policy';
import { Reported, Reporter, ReportOptions, reportBreakdown } from './report';
import { AppFacts } from '../facts/app';
import { Assembly, Located, renderedAssembly, synthesizedAssembly } from '../facts/assembly';
import { Builds } from '../facts/build';
import { Address } from '../facts/resources';

/** What a pack judges by, and how it reports. */
export interface JudgeOptions extends ReportOptions, PolicyOptions {
  readonly trustedRegistries?: readonly string[];
}

export { faultInRegistries, faultInRules } from './policy';

/** Judges the stacks that a plugin is registered for. Acknowledged findings are reported too: core moves them aside, with their reason. */
export function judgeSynthesized(plugin: object, context: IPolicyValidationContext, options: JudgeOptions): PolicyValidationPluginReport {
  const app = context.appConstruct;
  return report(app, options, () => true, () => {
    const stacks = context.stackTemplates.filter(({ stackConstructPath }) => claim(app, stackConstructPath, plugin));
    return synthesizedAssembly(app, stacks);
  });
}

/** Judges a scope that is not synthesized. Nobody moves acknowledged findings aside here, so they are left out. */
export function judgeScope(scope: IConstruct, options: JudgeOptions): PolicyValidationPluginReport {
  const within = scope.node.path === '' ? '' : `${scope.node.path}/`;
  const wanted: Wanted = ({ violation, acknowledged }) =>
    !acknowledged && violation.violatingResources.some(({ constructPath }) => `${constructPath}/`.startsWith(within));
  return report(scope, options, wanted, () => renderedAssembly(scope));
}

type Wanted = (reported: Reported) => boolean;

/** Which plugin judges a stack, by app. A pack that is registered twice, or on an app and its stage, reports a finding once. */
const CLAIMS = new WeakMap<IConstruct, Map<string, object>>();

function claim(app: IConstruct, stackPath: string, plugin: object): boolean {
  const claims = CLAIMS.get(app) ?? new Map<string, object>();
  CLAIMS.set(app, claims);
  claims.set(stackPath, claims.get(stackPath) ?? plugin);
  return claims.get(stackPath) === plugin;
}

/** Where a plugin throws, the CLI prints nothing and calls the app clean: whatever goes wrong here is reported instead. */
function report(scope: IConstruct, options: JudgeOptions, wanted: Wanted, read: () => Assembly): PolicyValidationPluginReport {
  try {
    return judged(read(), options, wanted);
  } catch (error) {
    return { success: true, violations: [reportBreakdown(scope, error, options)] };
  }
}

function judged(assembly: Assembly, options: JudgeOptions, wanted: Wanted): PolicyValidationPluginReport {
  const nameOf = (address: Address) => nameInStack(assembly.locate(address), address);
  const facts = new AppFacts(assembly.templates, nameOf, options.trustedRegistries, new Builds(assembly.assets));
  const { verdicts, failures, resources, unjudged } = judge(facts, new Policy(options));
  const reporter = new Reporter(options, assembly);
  const reported = [
    ...verdicts.map((verdict) => reporter.verdict(verdict)),
    ...failures.map((failure) => reporter.failure(failure)),
    ...assembly.unreadable.map(({ stack, error }) => reporter.unreadable(stack, error)),
  ].filter(wanted);
  return {
    success: reported.every(({ violation, acknowledged }) => acknowledged || violation.severity !== 'error'),
    violations: reported.map(({ violation }) => violation),
    metadata: { resourcesJudged: String(resources), valuesOnlyCloudFormationKnows: String(unjudged) },
  };
}

/** The path below its stack of the construct that the user wrote: an L2 where the resource is its main one. */
function nameInStack({ construct, path }: Located, { stackPath, logicalId }: Address): string {
  const userPath = isMainResource(construct) ? path.slice(0, path.lastIndexOf('/')) : path;
  return userPath.startsWith(`${stackPath}/`) ? userPath.slice(stackPath.length + 1) : logicalId;
}

function isMainResource({ node }: IConstruct): boolean {
  try {
    return node.id === 'Resource' || node.id === 'Default' || node.scope?.node.defaultChild?.node === node;
  } catch {
    // A scope that has both a "Resource" and a "Default" has no main one.
    return false;
  }
}
