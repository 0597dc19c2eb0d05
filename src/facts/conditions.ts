import { UNRESOLVED } from './known';
import { Json, Resource, isObject, section } from './template';

/**
 * One way in which the conditions of a template can fall out, and what that says about its parameters.
 * A resource is read once per scenario, so that a rule sees each branch of `Fn::If`, and never a mix of branches that cannot meet.
 */
export interface Scenario {
  /** Values of parameters that this scenario decides, whatever their defaults are. */
  readonly parameters: ReadonlyMap<string, string | typeof UNRESOLVED>;
  /** The conditions that the resource hangs on. Empty where it hangs on none. */
  readonly conditions: readonly string[];
  /** Whether the named condition holds; undefined where it cannot be told. */
  holds(condition: string): boolean | undefined;
}

export const UNCONDITIONAL: Scenario = { holds: () => undefined, parameters: new Map(), conditions: [] };

const ALWAYS: readonly Scenario[] = [UNCONDITIONAL];

/** More combinations than this are not told apart: then each question is answered alone, and what hangs on others counts as unresolved. */
const MAX_SCENARIOS = 32;

/** A question that the template's conditions ask about the outside, with the answers it distinguishes. */
interface Question {
  readonly key: string;
  readonly answers: readonly string[];
  readonly parameter?: string;
}

const OTHER = '\u0000other';

/** The value that the parent of a nested stack gives to a parameter; undefined where it is not known. */
export type Given = (parameter: string) => string | undefined;

/** The scenarios that the condition of a resource and the `Fn::If`s inside its properties distinguish, but for those in which it does not exist. */
export function scenariosOf({ Condition: condition, Properties: properties }: Resource, body: Json, given: Given): readonly Scenario[] {
  const definitions = section(body, 'Conditions');
  if (Object.keys(definitions).length === 0) {
    return ALWAYS;
  }
  const own = typeof condition === 'string' ? condition : undefined;
  const names = [...conditionsIn(properties, new Set(own === undefined ? [] : [own]))].filter((name) => Object.hasOwn(definitions, name));
  if (names.length === 0) {
    return ALWAYS;
  }
  const questions = [...questionsOf(names, definitions).values()].map((question) => withPossibleAnswers(question, body, given));
  const combinations = questions.reduce((product, { answers }) => product * answers.length, 1);
  const together = combinations <= MAX_SCENARIOS ? [questions] : questions.map((question) => [question]);
  return together.flatMap((asked) => combine(asked).map((answers) => scenario(answers, asked, names, body)))
    .filter(({ holds }) => own === undefined || holds(own) !== false);
}

/** In which of all scenarios something was found, in words such as `IsProd is false`. Empty where it was found in every one. */
export function describe(found: readonly Scenario[], all: readonly Scenario[]): string {
  if (found.length === all.length) {
    return '';
  }
  const telling = found[0].conditions.filter((name) => {
    const value = found[0].holds(name);
    return value !== undefined && found.every(({ holds }) => holds(name) === value) && all.some(({ holds }) => holds(name) !== value);
  });
  const clauses = telling.map((name) => `${name} is ${found[0].holds(name)}`);
  const enough = all.every((each) => found.includes(each) || telling.some((name) => each.holds(name) !== found[0].holds(name)));
  return [...clauses, ...enough ? [] : [clauses.length === 0 ? 'some of its conditions hold' : 'others of its conditions hold']].join(' and ');
}

function conditionsIn(value: Json, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) {
    value.forEach((item) => conditionsIn(item, found));
  } else if (isObject(value)) {
    const branch = value['Fn::If'];
    if (Array.isArray(branch) && typeof branch[0] === 'string') {
      found.add(branch[0]);
    }
    Object.values(value).forEach((item) => conditionsIn(item, found));
  }
  return found;
}

function questionsOf(names: readonly string[], definitions: Record<string, Json>): Map<string, Question> {
  const questions = new Map<string, Question>();
  const visit = (expression: Json, seen: readonly string[]) => {
    const comparison = comparisonOf(expression);
    if (comparison) {
      const known = questions.get(comparison.key)?.answers ?? [OTHER];
      questions.set(comparison.key, { ...comparison, answers: [...new Set([...known, comparison.literal])] });
    } else if (Array.isArray(expression)) {
      expression.forEach((each) => visit(each, seen));
    } else if (isObject(expression)) {
      const reference = expression.Condition;
      if (typeof reference === 'string' && !seen.includes(reference)) {
        visit(definitions[reference], [...seen, reference]);
      }
      ['Fn::And', 'Fn::Or', 'Fn::Not'].forEach((operator) => visit(expression[operator], seen));
    }
  };
  names.forEach((name) => visit(definitions[name], [name]));
  return questions;
}

/** A parameter whose allowed values are all named by the conditions has no other. */
function withPossibleAnswers(question: Question, body: Json, given: Given): Question {
  const known = question.parameter === undefined ? undefined : given(question.parameter);
  if (known !== undefined) {
    return { ...question, answers: [question.answers.includes(known) ? known : OTHER] };
  }
  const allowed = question.parameter === undefined ? undefined : parameterOf(body, question.parameter).AllowedValues;
  if (!Array.isArray(allowed)) {
    return question;
  }
  const values = allowed.map(String);
  const others = values.some((value) => !question.answers.includes(value));
  return { ...question, answers: question.answers.filter((answer) => (answer === OTHER ? others : values.includes(answer))) };
}

function parameterOf(body: Json, name: string): Record<string, Json> {
  const parameter = section(body, 'Parameters')[name];
  return isObject(parameter) ? parameter : {};
}

/** `Fn::Equals` of something unknown and a literal; of two unknowns, the question whether they are equal. */
function comparisonOf(expression: Json): { key: string; literal: string; parameter?: string } | undefined {
  const operands = isObject(expression) ? expression['Fn::Equals'] : undefined;
  if (!Array.isArray(operands) || operands.length !== 2) {
    return undefined;
  }
  const literal = operands.find((operand) => !isObject(operand));
  const unknown = operands.find(isObject);
  if (unknown === undefined) {
    return undefined;
  }
  if (literal === undefined) {
    return { key: JSON.stringify(operands), literal: 'equal' };
  }
  return { key: JSON.stringify(unknown), literal: String(literal), parameter: typeof unknown.Ref === 'string' ? unknown.Ref : undefined };
}

function combine(questions: readonly Question[]): Map<string, string>[] {
  return questions.reduce<Map<string, string>[]>(
    (partial, { key, answers }) => partial.flatMap((combination) => answers.map((answer) => new Map([...combination, [key, answer]]))),
    [new Map()],
  );
}

function scenario(answers: ReadonlyMap<string, string>, questions: readonly Question[], names: readonly string[], body: Json): Scenario {
  const definitions = section(body, 'Conditions');
  const holds = (name: string) => evaluate({ Condition: name }, answers, definitions, []);
  const parameters = new Map<string, string | typeof UNRESOLVED>();
  for (const { key, parameter, answers: possible } of questions) {
    const answer = answers.get(key)!;
    if (parameter !== undefined && answer !== OTHER) {
      parameters.set(parameter, answer);
    } else if (parameter !== undefined && possible.includes(String(parameterOf(body, parameter).Default))) {
      parameters.set(parameter, UNRESOLVED);
    }
  }
  return { holds, parameters, conditions: names };
}

function evaluate(
  expression: Json, answers: ReadonlyMap<string, string>, definitions: Record<string, Json>, seen: readonly string[],
): boolean | undefined {
  if (!isObject(expression)) {
    return undefined;
  }
  const operands = (operator: string) => {
    const found = expression[operator];
    return Array.isArray(found) ? found.map((each) => evaluate(each, answers, definitions, seen)) : undefined;
  };
  if (typeof expression.Condition === 'string') {
    const name = expression.Condition;
    return seen.includes(name) ? undefined : evaluate(definitions[name], answers, definitions, [...seen, name]);
  }
  if ('Fn::Equals' in expression) {
    return evaluateEquals(expression, answers);
  }
  if ('Fn::Not' in expression) {
    const [operand] = operands('Fn::Not') ?? [];
    return operand === undefined ? undefined : !operand;
  }
  if ('Fn::And' in expression) {
    return every(operands('Fn::And'));
  }
  const none = every(operands('Fn::Or')?.map((operand) => (operand === undefined ? undefined : !operand)));
  return none === undefined ? undefined : !none;
}

function evaluateEquals(expression: Record<string, Json>, answers: ReadonlyMap<string, string>): boolean | undefined {
  const comparison = comparisonOf(expression);
  if (comparison) {
    return answers.has(comparison.key) ? answers.get(comparison.key) === comparison.literal : undefined;
  }
  const operands = expression['Fn::Equals'];
  return Array.isArray(operands) && operands.length === 2 ? String(operands[0]) === String(operands[1]) : undefined;
}

function every(operands: readonly (boolean | undefined)[] | undefined): boolean | undefined {
  if (operands === undefined || operands.length === 0) {
    return undefined;
  }
  if (operands.includes(false)) {
    return false;
  }
  return operands.includes(undefined) ? undefined : true;
}
