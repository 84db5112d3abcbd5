import type { Line } from './Chart';
import type { Series } from './model';

const hues = ['--hue-5', '--hue-1', '--hue-2', '--hue-3', '--hue-4', '--hue-6', '--hue-7', '--hue-0'];
const dashes = [undefined, [6, 4], [2, 3]];

/** One line for each group and aggregate: several groups differ by colour, the aggregates of one by dashes; of a single group the aggregates differ by colour. */
export function linesOf(series: Series, aggregates: string[], hidden: ReadonlySet<string> = new Set()): (Line & { group: number; aggregate: string })[] {
  return series.groups.flatMap((group, index) => hidden.has(nameOf(group.dimensions)) ? [] : aggregates.filter(name => group.values[name]).map((aggregate, at) => ({
    group: index,
    aggregate,
    label: [nameOf(group.dimensions), aggregate].filter(Boolean).join(' '),
    values: group.values[aggregate]!,
    hue: series.groups.length > 1 ? hueOfGroup(index) : hues[at % hues.length]!,
    dash: series.groups.length > 1 ? dashes[at % dashes.length] : undefined,
  })));
}

export const hueOfGroup = (index: number): string => hues[index % hues.length]!;

export const nameOf = (dimensions: Record<string, string>): string => Object.values(dimensions).map(value => value || '(none)').join(' · ');
