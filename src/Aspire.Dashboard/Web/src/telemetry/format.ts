import type { Span } from '../model';

/** A duration as people say it: 850 µs, 12.3 ms, 1.24 s. */
export function durationText(nanoseconds: number): string {
  if (nanoseconds === 0)
    return '0';
  if (nanoseconds < 1e3)
    return `${nanoseconds} ns`;
  if (nanoseconds < 1e6)
    return `${round(nanoseconds / 1e3)} µs`;
  if (nanoseconds < 1e9)
    return `${round(nanoseconds / 1e6)} ms`;
  return `${round(nanoseconds / 1e9)} s`;
}

const round = (value: number): string => value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0);

const hues = 8;

const subjects = ['db.query.summary', 'db.query.text', 'db.statement', 'messaging.destination.name', 'url.path', 'url.full', 'rpc.method'];

/** What a span was about, where its name does not say it: the query, the topic, the path. */
export function subjectOf(span: Span): string {
  const subject = textOf(subjects.map(name => span.attributes[name]).find(value => value !== undefined));
  return span.name.includes(subject) ? '' : subject.replace(/\s+/g, ' ').slice(0, 120);
}

/** A colour for a service, the same on every page. */
export function hueOf(name: string): string {
  let hash = 7;
  for (const character of name)
    hash = (hash * 31 + character.codePointAt(0)!) % 1009;
  return `hue-${hash % hues}`;
}

export const textOf = (value: unknown): string => typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
