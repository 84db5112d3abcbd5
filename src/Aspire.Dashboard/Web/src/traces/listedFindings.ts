import { useEffect, useState } from 'preact/hooks';
import type { Finding, TraceSummary } from '../model';
import { ask } from '../telemetry/run';
import { get } from '../telemetry/useAnswer';
import { summaryOf, type Badge } from './findings';

interface Found {
  items: { traceId: string; findings: Finding[] }[];
}

/** Rows that want to know of a trace. */
interface Waiting {
  traceId: string;
  address: string;
  tell: Set<(badges: Badge[]) => void>;
}

const mostSpans = 2000; // A longer trace tells of itself when it is opened.
const mostTraces = 50;
const patience = 60; // milliseconds, in which rows come into view together

/** What was found, by trace and how many spans it had then: it may grow. */
const known = new Map<string, Badge[]>();
const mostKnown = 10_000;
const waiting = new Map<string, Waiting>();
const none: Badge[] = [];
let timer = 0;

const keyOf = (trace: TraceSummary, address: string): string => `${address} ${trace.traceId} ${trace.spanCount}`;

/** What could be better in a trace of a list; asked for those that are in view, some at once. */
export function useListedFindings(trace: TraceSummary): Badge[] {
  const address = ask('/api/traces/findings');
  const key = keyOf(trace, address);
  const [, setBadges] = useState<Badge[]>(none);
  useEffect(() => {
    if (known.has(key) || trace.spanCount > mostSpans)
      return;
    const entry = waiting.get(key) ?? { traceId: trace.traceId, address, tell: new Set() };
    waiting.set(key, entry);
    entry.tell.add(setBadges);
    timer ||= window.setTimeout(askForWaiting, patience);
    return () => {
      entry.tell.delete(setBadges);
    };
  }, [key]);
  return known.get(key) ?? none;
}

function askForWaiting(): void {
  timer = 0;
  // Whoever went out of view in the meantime is not asked for.
  const all = [...waiting].filter(([, { tell }]) => tell.size > 0);
  waiting.clear();
  for (const [address, some] of Map.groupBy(all, ([, entry]) => entry.address))
    for (let from = 0; from < some.length; from += mostTraces)
      void askFor(address, some.slice(from, from + mostTraces));
}

async function askFor(address: string, some: [string, Waiting][]): Promise<void> {
  const url = `${address}${address.includes('?') ? '&' : '?'}traceId=${some.map(([, { traceId }]) => traceId).join(',')}`;
  const found = await get<Found>(url, new AbortController().signal).catch(() => null); // The list says by itself that nobody answers.
  if (known.size > mostKnown)
    known.clear();
  const byTrace = new Map(found?.items.map(({ traceId, findings }) => [traceId, summaryOf(findings)]));
  for (const [key, { traceId, tell }] of some) {
    const badges = byTrace.get(traceId);
    if (badges === undefined)
      continue;
    known.set(key, badges);
    tell.forEach(set => set(badges));
  }
}
