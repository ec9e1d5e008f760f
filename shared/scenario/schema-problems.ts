/** Every complaint of a schema, usually the scenario's, as a sentence with its place and the remedy. */
import type { z } from 'zod';
import { words } from '../texts/words.ts';
import { childValue, scenarioJsonSchema, schemaNodeAt, type SchemaNode } from './json-schema.ts';
import { unitInWords } from './key-words.ts';
import type { Problem } from './problem.ts';
import { allowedWords, suggest } from './suggestion.ts';

type Issue = z.core.$ZodIssue;

/** More are of no use to a reader. */
const MAX_PROBLEMS = 100;

/** What is checked, for the words of a problem. */
export interface DescribedDocument {
  readonly schema: SchemaNode;
  /** Names the document as a whole: `The scenario`. */
  readonly title: string;
}

export function schemaProblems(
  issues: readonly Issue[],
  input: unknown,
  document: DescribedDocument = { schema: scenarioJsonSchema(), title: words().problems.schema.document.scenario },
): Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, input, document)).slice(0, MAX_PROBLEMS);
}

function problemsOf(issue: Issue, input: unknown, document: DescribedDocument): Problem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, MAX_PROBLEMS).map((key) => unknownFieldProblem(issue.path, key, input, document.schema));
  const value = issue.path.reduce<unknown>(childValue, input);
  return [error(issue.path, sentence(issue, value, schemaNodeAt(issue.path, input, document.schema), document.title))];
}

function unknownFieldProblem(parent: readonly PropertyKey[], key: string, input: unknown, schema: SchemaNode): Problem {
  const allowed = Object.keys(objectAt(parent, input, schema)?.properties ?? {});
  const near = suggest(key, allowed);
  const { unknownField, misspeltField } = words().problems.schema;
  return error([...parent, key], near === '' ? unknownField(clip(key)) : misspeltField(clip(key), near));
}

/** The object's own schema, of the alternative that its `kind` names. */
function objectAt(path: readonly PropertyKey[], input: unknown, schema: SchemaNode): SchemaNode | undefined {
  const node = schemaNodeAt(path, input, schema);
  if (!node?.oneOf) return node;
  const kind = childValue(path.reduce<unknown>(childValue, input), 'kind');
  return node.oneOf.find(({ properties }) => properties?.['kind']?.const === kind);
}

function sentence(issue: Issue, value: unknown, node: SchemaNode | undefined, title: string): string {
  const texts = words().problems.schema;
  const field = issue.path.length > 0 ? `\`${clip(String(fieldName(issue.path)))}\`` : title;
  const wanted = node ? withUnit(describeNode(node), fieldName(issue.path)) : texts.wanted.somethingElse;
  if (value === undefined && issue.code !== 'custom') return texts.missing(field, chosen(issue) ?? wanted);
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      if (Array.isArray(value) && value.length === 0) return texts.empty(field, wanted);
      return (issue.code === 'too_small' ? texts.small : texts.large)(field, show(value), wanted);
    case 'invalid_value':
      return wrongWord(field, value, issue.values.map(String));
    case 'invalid_union':
      if ('options' in issue && Array.isArray(issue.options)) return wrongWord(field, value, issue.options.map(String));
      return texts.wrong(field, show(value), wanted);
    case 'invalid_format':
      return texts.malformed(field, show(value), issue.message);
    case 'invalid_type':
      return texts.wrong(field, show(value), wanted);
    default:
      return texts.invalid(field, issue.message);
  }
}

/** The words of a discriminator, for a missing one. */
function chosen(issue: Issue): string | null {
  if (issue.code !== 'invalid_union' || !('options' in issue) || !Array.isArray(issue.options)) return null;
  return words().problems.schema.wanted.oneOf(issue.options.join(', '));
}

function wrongWord(field: string, value: unknown, allowed: readonly string[]): string {
  const hint = typeof value === 'string' ? suggest(value, allowed) : allowedWords(allowed);
  return words().problems.schema.wrongWord(field, show(value), hint);
}

/** "a whole number from 1 to 512", "one of credit, round-robin". */
export function describeNode(node: SchemaNode): string {
  const { wanted } = words().problems.schema;
  if (node.anyOf) return wanted.either(node.anyOf.map(describeNode));
  if (node.oneOf) return wanted.objectWithKind;
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum) return wanted.oneOf(node.enum.join(', '));
  const range = rangeOf(node);
  switch (node.type) {
    case 'integer':
      return range === '' ? wanted.wholeNumber : wanted.wholeNumberIn(range);
    case 'number':
      return range === '' ? wanted.number : wanted.numberIn(range);
    case 'string':
      return node.maxLength === undefined ? wanted.text : wanted.textOf(node.minLength ?? 0, node.maxLength);
    case 'boolean':
      return wanted.boolean;
    case 'array':
      return node.maxItems === undefined ? wanted.list : wanted.listOf(node.minItems ?? 0, node.maxItems);
    default:
      return wanted.object;
  }
}

/** Empty: any. */
function rangeOf({ minimum, exclusiveMinimum, maximum }: SchemaNode): string {
  const { above, aboveAndAtMost, between, atLeast } = words().problems.schema.range;
  if (exclusiveMinimum !== undefined) return maximum === undefined ? above(exclusiveMinimum) : aboveAndAtMost(exclusiveMinimum, maximum);
  if (minimum !== undefined && maximum !== undefined) return between(minimum, maximum);
  return minimum === undefined ? '' : atLeast(minimum);
}

/** Units stand at the end of the fields' names. */
function withUnit(wanted: string, field: PropertyKey): string {
  const unit = unitInWords(String(field));
  return unit === '' ? wanted : words().problems.schema.wanted.inUnit(wanted, unit);
}

/** The last name of a path: `count` of vms.0.count, `values` of sweep.0.values.3. */
function fieldName(path: readonly PropertyKey[]): PropertyKey {
  return path.findLast((key) => typeof key === 'string') ?? '';
}

/** A value in words, short; never fails, whatever it is. */
function show(value: unknown): string {
  const texts = words().problems.schema.value;
  switch (typeof value) {
    case 'string':
      return `"${clip(value)}"`;
    case 'number':
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? texts.list(value.length) : texts.object;
    default:
      return texts.other(typeof value);
  }
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function error(path: readonly PropertyKey[], message: string): Problem {
  return { path: path.map(String).join('.'), message, severity: 'error' };
}
