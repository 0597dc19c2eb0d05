import { Known } from './known';
import { Properties } from './properties';

/** An `AWS::Logs::LogGroup` of the app. */
export interface LogGroup {
  /** How a message calls it: its name, else its path in the stack. */
  readonly name: string;
  readonly retentionDays: Known<number>;
}

export function readLogGroup(properties: Properties, pathOf: () => string): LogGroup {
  const name = properties.partialText('LogGroupName');
  return {
    get name() { return typeof name === 'string' ? name : pathOf(); },
    retentionDays: properties.number('RetentionInDays'),
  };
}
