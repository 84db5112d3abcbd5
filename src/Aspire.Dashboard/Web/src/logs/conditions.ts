import type { LogRecord } from '../model';
import { textOf } from '../telemetry/format';

/** A filter by one field of a record: one that every record has, or an attribute. */
export interface Condition {
  field: string;
  comparison: Comparison;
  value: string;
}

export type Comparison = '=' | '≠' | '∋' | '∌' | '>' | '<';

export const comparisonNames: Record<Comparison, string> = { '=': 'is', '≠': 'is not', '∋': 'contains', '∌': 'does not contain', '>': 'is greater than', '<': 'is less than' };

export const knownFields = ['message', 'category', 'resource', 'instance', 'severity', 'traceId', 'spanId'] as const;

export const fieldOf = (record: LogRecord, field: string): string =>
  (knownFields as readonly string[]).includes(field) ? textOf(record[field as typeof knownFields[number]]) : textOf(record.attributes[field]);

export const meets = (record: LogRecord, conditions: Condition[]): boolean => conditions.every(condition => holds(fieldOf(record, condition.field), condition));

function holds(text: string, { comparison, value }: Condition): boolean {
  const [has, wanted] = [text.toLowerCase(), value.toLowerCase()];
  switch (comparison) {
    case '=': return has === wanted;
    case '≠': return has !== wanted;
    case '∋': return has.includes(wanted);
    case '∌': return !has.includes(wanted);
    case '>': return compare(has, wanted) > 0;
    case '<': return has !== '' && compare(has, wanted) < 0;
  }
}

const compare = (has: string, wanted: string): number => {
  const [a, b] = [Number(has), Number(wanted)];
  return has !== '' && !Number.isNaN(a) && !Number.isNaN(b) ? a - b : has.localeCompare(wanted);
};

// In the address each condition is a line of three parts.
export const writeConditions = (conditions: Condition[]): string => conditions.map(({ field, comparison, value }) => [field, comparison, value].join('\t')).join('\n');

export function readConditions(text: string): Condition[] {
  return text.split('\n').flatMap(line => {
    const [field, comparison, ...value] = line.split('\t');
    return field && comparison && comparison in comparisonNames ? [{ field, comparison: comparison as Comparison, value: value.join('\t') }] : [];
  });
}
