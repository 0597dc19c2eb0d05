import { IPolicyValidationContext, PolicyValidationPluginReport, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { judge } from './judge';
import { Reported, ReportOptions, reportBreakdown, reportFailure, reportUnreadable, reportVerdict } from './report';
import { AppFacts } from '../facts/app';
import { Assembly, renderedAssembly, synthesizedAssembly } from '../facts/assembly';

/** Judges the stacks that a plugin is registered for. Acknowledged findings are reported too: core moves them aside, with their reason. */
export function judgeSynthesized(plugin: object, context: IPolicyValidationContext, options: ReportOptions): PolicyValidationPluginReport {
  const app = context.appConstruct;
  return report(app, options, () => true, () => {
    const stacks = context.stackTemplates.filter(({ stackConstructPath }) => claim(app, stackConstructPath, plugin));
    return synthesizedAssembly(app, stacks);
  });
}

/** Judges a scope that is not synthesized. Nobody moves acknowledged findings aside here, so they are left out. */
export function judgeScope(scope: IConstruct, options: ReportOptions): PolicyValidationPluginReport {
  const within = scope.node.path === '' ? '' : `${scope.node.path}/`;
  const wanted = ({ violation, acknowledged }: Reported) =>
    !acknowledged && violation.violatingResources.some(({ constructPath }) => `${constructPath}/`.startsWith(within));
  return report(scope, options, wanted, () => renderedAssembly(scope));
}

/** Which plugin judges a stack, by app. A pack that is registered twice, or on an app and its stage, reports a finding once. */
const CLAIMS = new WeakMap<IConstruct, Map<string, object>>();

function claim(app: IConstruct, stackPath: string, plugin: object): boolean {
  const claims = CLAIMS.get(app) ?? new Map<string, object>();
  CLAIMS.set(app, claims);
  claims.set(stackPath, claims.get(stackPath) ?? plugin);
  return claims.get(stackPath) === plugin;
}

/** Where a plugin throws, the CLI prints nothing and calls the app clean: whatever goes wrong here is reported instead. */
function report(scope: IConstruct, options: ReportOptions, wanted: (reported: Reported) => boolean, read: () => Assembly): PolicyValidationPluginReport {
  try {
    return judged(read(), options, wanted);
  } catch (error) {
    return { success: true, violations: [reportBreakdown(scope, error, options).violation] };
  }
}

function judged(assembly: Assembly, options: ReportOptions, wanted: (reported: Reported) => boolean): PolicyValidationPluginReport {
  const facts = new AppFacts(assembly.templates, (address) => nameInStack(assembly.constructOf(address), address.logicalId));
  const { verdicts, failures, resources, unjudged } = judge(facts);
  const reported = [
    ...verdicts.map((verdict) => reportVerdict(verdict, assembly, options)),
    ...failures.map((failure) => reportFailure(failure, assembly, options)),
    ...assembly.unreadable.map(({ stack, error }) => reportUnreadable(stack, error, options)),
  ].filter(wanted);
  return {
    success: reported.every(({ violation, acknowledged }) => acknowledged || violation.severity !== 'error'),
    violations: reported.map(({ violation }) => violation),
    metadata: { resourcesJudged: String(resources), valuesOnlyCloudFormationKnows: String(unjudged) },
  };
}

/** The path below its stack of the construct that the user wrote: an L2 where the resource is its main one. */
function nameInStack(construct: IConstruct, logicalId: string): string {
  const { scope } = construct.node;
  const own = scope !== undefined && scope.node.defaultChild === construct ? scope : construct;
  const { scopes } = own.node;
  const path = scopes.slice(scopes.map((each) => Stack.isStack(each)).lastIndexOf(true) + 1).map(({ node }) => node.id).join('/');
  return path === '' ? logicalId : path;
}
