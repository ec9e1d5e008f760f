/** Every complaint of a schema, usually the scenario's, as a sentence with its place and the remedy. */
import type { z } from 'zod';
import { childValue, scenarioJsonSchema, schemaNodeAt, type SchemaNode } from './json-schema.ts';
import { unitInWords } from './key-words.ts';
import type { Problem } from './problem.ts';
import { suggest } from './suggestion.ts';

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
  document: DescribedDocument = { schema: scenarioJsonSchema(), title: 'The scenario' },
): Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, input, document)).slice(0, MAX_PROBLEMS);
}

function problemsOf(issue: Issue, input: unknown, document: DescribedDocument): Problem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, MAX_PROBLEMS).map((key) => unknownField(issue.path, key, input, document.schema));
  const value = issue.path.reduce<unknown>(childValue, input);
  return [error(issue.path, sentence(issue, value, schemaNodeAt(issue.path, input, document.schema), document.title))];
}

function unknownField(parent: readonly PropertyKey[], key: string, input: unknown, schema: SchemaNode): Problem {
  const allowed = Object.keys(objectAt(parent, input, schema)?.properties ?? {});
  const near = suggest(key, allowed);
  return error([...parent, key], `Unknown field \`${clip(key)}\`.${near === '' ? ' Remove it.' : near}`);
}

/** The object's own schema, of the alternative that its `kind` names. */
function objectAt(path: readonly PropertyKey[], input: unknown, schema: SchemaNode): SchemaNode | undefined {
  const node = schemaNodeAt(path, input, schema);
  if (!node?.oneOf) return node;
  const kind = childValue(path.reduce<unknown>(childValue, input), 'kind');
  return node.oneOf.find(({ properties }) => properties?.['kind']?.const === kind);
}

function sentence(issue: Issue, value: unknown, node: SchemaNode | undefined, title: string): string {
  const field = issue.path.length > 0 ? `\`${clip(String(fieldName(issue.path)))}\`` : title;
  const wanted = node ? describeNode(node) + unitOf(fieldName(issue.path)) : 'something else';
  if (value === undefined && issue.code !== 'custom') return `${field} is missing: give ${chosen(issue) ?? wanted}.`;
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      if (Array.isArray(value) && value.length === 0) return `${field} is empty: give ${wanted}.`;
      return `${field} is ${show(value)}, too ${issue.code === 'too_small' ? 'small' : 'large'}: give ${wanted}.`;
    case 'invalid_value':
      return wrongWord(field, value, issue.values.map(String));
    case 'invalid_union':
      if ('options' in issue && Array.isArray(issue.options)) return wrongWord(field, value, issue.options.map(String));
      return `${field} is ${show(value)}: give ${wanted}.`;
    case 'invalid_format':
      return `${field} is ${show(value)}. ${issue.message}`;
    case 'invalid_type':
      return `${field} is ${show(value)}: give ${wanted}.`;
    default:
      return `${field} is not valid: ${issue.message}.`;
  }
}

/** The words of a discriminator, for a missing one. */
function chosen(issue: Issue): string | null {
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) return `one of ${issue.options.join(', ')}`;
  return null;
}

function wrongWord(field: string, value: unknown, words: readonly string[]): string {
  const start = `${field} is ${show(value)}.`;
  return typeof value === 'string' ? start + suggest(value, words) : `${start} Allowed: ${words.map((word) => `\`${word}\``).join(', ')}.`;
}

/** "a whole number from 1 to 512", "one of credit, round-robin". */
export function describeNode(node: SchemaNode): string {
  const alternatives = node.anyOf;
  if (alternatives) return alternatives.map(describeNode).join(' or ');
  if (node.oneOf) return 'an object with a `kind`';
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum) return `one of ${node.enum.join(', ')}`;
  switch (node.type) {
    case 'integer':
      return `a whole number${range(node)}`;
    case 'number':
      return `a number${range(node)}`;
    case 'string':
      return node.maxLength === undefined ? 'text' : `text of ${node.minLength ?? 0} to ${node.maxLength} characters`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list${node.maxItems === undefined ? '' : ` of ${node.minItems ?? 0} to ${node.maxItems} items`}`;
    default:
      return 'an object';
  }
}

function range({ minimum, exclusiveMinimum, maximum }: SchemaNode): string {
  if (exclusiveMinimum !== undefined)
    return maximum === undefined ? ` above ${exclusiveMinimum}` : ` above ${exclusiveMinimum} and at most ${maximum}`;
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  return minimum === undefined ? '' : ` of at least ${minimum}`;
}

/** Units stand at the end of the fields' names. */
function unitOf(field: PropertyKey): string {
  const unit = unitInWords(String(field));
  return unit === '' ? '' : ` (${unit})`;
}

/** The last name of a path: `count` of vms.0.count, `values` of sweep.0.values.3. */
function fieldName(path: readonly PropertyKey[]): PropertyKey {
  return path.findLast((key) => typeof key === 'string') ?? '';
}

/** A value in words, short; never fails, whatever it is. */
function show(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `"${clip(value)}"`;
    case 'number':
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? `a list of ${value.length}` : 'an object';
    default:
      return `a ${typeof value}`;
  }
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function error(path: readonly PropertyKey[], message: string): Problem {
  return { path: path.map(String).join('.'), message, severity: 'error' };
}
