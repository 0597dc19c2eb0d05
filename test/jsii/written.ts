import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';

interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly suggestedFix?: string;
  readonly severity: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
  /** Where it is acknowledged: why. */
  readonly reason?: string;
}

interface PluginReport {
  readonly violations: readonly Violation[];
  readonly suppressedViolations?: readonly Violation[];
}

/** A finding as users of any language see it: all but the line of their code. */
export type Finding = Omit<Violation, 'violatingConstructs'> & { readonly paths: readonly string[] };

/** The findings about a synthesized app, the acknowledged ones at the end. */
export function findingsIn(directory: string): readonly Finding[] {
  const { pluginReports }: { pluginReports: readonly PluginReport[] } = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf-8'));
  const violations = [
    ...pluginReports.flatMap((report) => report.violations),
    ...pluginReports.flatMap(({ suppressedViolations = [] }) => suppressedViolations),
  ];
  return violations.map(({ ruleName, description, suggestedFix, severity, reason, violatingConstructs }) => (
    { ruleName, description, suggestedFix, severity, reason, paths: violatingConstructs.map(({ constructPath }) => constructPath) }
  ));
}

/** What is deployed, and what is published before, by the name of the file. The version is that of the CDK's format. */
export function writtenTo(directory: string): Readonly<Record<string, unknown>> {
  const files = readdirSync(directory).filter((file) => /\.(?:template|assets)\.json$/.test(file));
  return Object.fromEntries(files.map((file) => {
    const { version, ...written } = JSON.parse(readFileSync(join(directory, file), 'utf-8'));
    return [file, written];
  }));
}
