import type { Finding, Span } from '../model';

export interface Badge {
  text: string;
  hint: string;
}

const texts: Record<Finding['kind'], string> = { 'n-plus-one': 'N+1', 'duplicate-query': 'duplicate', 'cache-without-ttl': 'no TTL' };

/** What the store found conspicuous in a trace, at the spans that it is about. */
export function badgesBySpan(findings: Finding[]): ReadonlyMap<string, Badge[]> {
  const badges = new Map<string, Badge[]>();
  for (const finding of findings)
    for (const spanId of finding.spanIds)
      badges.set(spanId, [...(badges.get(spanId) ?? []), { text: texts[finding.kind] ?? finding.kind, hint: finding.message }]);
  return badges;
}

const none: Badge[] = [];

export const badgesOf = (badges: ReadonlyMap<string, Badge[]>, span: Span): Badge[] => badges.get(span.spanId) ?? none;

/** One badge a kind, with how often. */
export function summaryOf(findings: Finding[]): Badge[] {
  return [...Map.groupBy(findings, finding => finding.kind)].map(([kind, all]) => ({
    text: (texts[kind] ?? kind) + (all.length > 1 ? ` ×${all.length}` : ''),
    hint: all.map(finding => finding.message).join('\n'),
  }));
}
