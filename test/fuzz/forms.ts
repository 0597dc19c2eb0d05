import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Document, Scalar, visit } from 'yaml';
import { Body } from './templates';
import { SafeContainersChecks } from '../../src';

/** Findings of a template that an app includes as a file. */
export function includedFindings(fileName: string, text: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'include-'));
  try {
    writeFileSync(join(folder, fileName), text);
    const stack = new Stack(new App({ outdir: folder }), 'Stack');
    new CfnInclude(stack, 'Template', { templateFile: join(folder, fileName) });
    const { violations } = new SafeContainersChecks().validateScope(stack);
    return violations.map(({ ruleName, severity, description }) => [ruleName, severity, description].join(' · ')).sort();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A template as people write YAML: with short forms of the functions that have a text as their argument. */
export function yamlOf(body: Body): string {
  const document = new Document(body, { aliasDuplicateObjects: false });
  visit(document, {
    Map(_, { items }) {
      const [first] = items;
      const name = items.length === 1 ? String((first.key as Scalar).value) : '';
      const argument = first?.value;
      if (!(argument instanceof Scalar) || typeof argument.value !== 'string' || !/^(?:Ref|Fn::Sub|Fn::ImportValue)$/.test(name)) {
        return undefined;
      }
      const short = new Scalar(argument.value);
      short.tag = `!${name.replace('Fn::', '')}`;
      return short;
    },
  });
  return document.toString();
}
