import { IPolicyValidationContext, PolicyValidationPluginReport, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { judge } from './judge';
import { Policy, PolicyOptions } from './policy';
import { Reported, Reporter, ReportOptions, reportBreakdown } from './report';
import { AppFacts } from '../facts/app';
import { Assembly, renderedAssembly, synthesizedAssembly } from '../facts/assembly';
import { Address } from '../facts/resources';

/** What a pack judges by, and how it reports. */
export interface JudgeOptions extends ReportOptions, PolicyOptions {
  readonly trustedRegistries?: readonly string[];
}

export { faultInRules } from './policy';

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
  const names = new Map<Address, string>();
  const nameOf = (address: Address) => {
    const name = names.get(address) ?? nameInStack(assembly.constructOf(address), address.logicalId);
    names.set(address, name);
    return name;
  };
  const facts = new AppFacts(assembly.templates, nameOf, options.trustedRegistries);
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
function nameInStack(resource: IConstruct, logicalId: string): string {
  const ids: string[] = [];
  let each = userConstruct(resource);
  while (each.node.scope !== undefined && !Stack.isStack(each)) {
    ids.unshift(each.node.id);
    each = each.node.scope;
  }
  return ids.length === 0 ? logicalId : ids.join('/');
}

function userConstruct(resource: IConstruct): IConstruct {
  const { scope } = resource.node;
  try {
    return scope?.node.defaultChild === resource ? scope : resource;
  } catch {
    // A scope that has both a "Resource" and a "Default" has no main one.
    return resource;
  }
}
