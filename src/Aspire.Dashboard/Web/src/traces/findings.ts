import type { Finding, Span } from '../model';

export interface Badge {
  text: string;
  hint: string;
}

const texts: Record<Finding['kind'], string> = { RepeatedQuery: 'N+1', DuplicateQuery: 'duplicate', NoExpiry: 'no TTL' };

const textOf = (finding: Finding): string => texts[finding.kind] + (finding.isCertain ? '' : '?');

/** What the store found conspicuous in a trace, at the spans that it is about. */
export function badgesBySpan(findings: Finding[]): ReadonlyMap<string, Badge[]> {
  const badges = new Map<string, Badge[]>();
  for (const finding of findings)
    for (const spanId of finding.spanIds)
      badges.set(spanId, [...(badges.get(spanId) ?? []), { text: textOf(finding), hint: finding.title }]);
  return badges;
}

const none: Badge[] = [];

export const badgesOf = (badges: ReadonlyMap<string, Badge[]>, span: Span): Badge[] => badges.get(span.spanId) ?? none;

/** One badge a kind, with how often. */
export function summaryOf(findings: Finding[]): Badge[] {
  return [...Map.groupBy(findings, textOf)].map(([text, all]) => ({
    text: text + (all.length > 1 ? ` ×${all.length}` : ''),
    hint: all.map(finding => finding.title).join('\n'),
  }));
}
