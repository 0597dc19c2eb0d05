import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Validations } from 'aws-cdk-lib';
import { SafeContainersChecks } from '../../src';

export interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly severity: string;
  readonly suggestedFix?: string;
  readonly reason?: string;
  readonly acknowledgedId?: string;
  readonly ruleMetadata?: Record<string, string>;
  readonly violatingConstructs: readonly {
    readonly constructPath: string;
    readonly stackTraces?: readonly string[];
    readonly cloudFormationResource?: { readonly templatePath: string; readonly logicalId: string; readonly propertyPaths: readonly string[] };
  }[];
}

export interface Report {
  readonly conclusion: string;
  readonly metadata: Record<string, string>;
  readonly violations: readonly Violation[];
  readonly suppressedViolations?: readonly Violation[];
}

/** An app as the CLI runs it: validation never throws, since the CLI prints the report and decides on the exit status. */
export function testApp(): App {
  return new App({ treeMetadata: false, analyticsReporting: false, context: { '@aws-cdk/core:failSynthOnValidationErrors': false } });
}

/** Registers the pack on an app, as its README says. */
export function judgedApp(app = testApp()): App {
  Validations.of(app).addPlugins(new SafeContainersChecks(app));
  return app;
}

/** Synthesizes an app as `cdk synth` does, and reads what it reported of a plugin. Without findings there is no report. */
export function synthReports(app: App, pluginName = 'SafeContainers'): Report[] {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    const { directory } = app.synth();
    const { pluginReports } = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf-8'));
    return pluginReports.filter((report: { pluginName: string }) => report.pluginName === pluginName);
  } finally {
    printed.mockRestore();
  }
}

/** What was found, as `rule at path`, but for hints. */
export function found(report: Report | undefined, part: 'violations' | 'suppressedViolations' = 'violations'): string[] {
  return (report?.[part] ?? []).filter(({ severity }) => severity !== 'info').flatMap(({ ruleName, violatingConstructs }) => violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}`));
}
