import { useEffect, useState } from 'preact/hooks';
import type { Finding, TraceSummary } from '../model';
import { ask } from '../telemetry/run';
import { get } from '../telemetry/useAnswer';
import { summaryOf, type Badge } from './findings';

interface Found {
  items: { traceId: string; findings: Finding[] }[];
}

/** What was found in a trace when it had so many spans; and the rows that show it. */
interface Entry {
  traceId: string;
  address: string;
  spanCount: number;
  badges: Badge[];
  redraw: Set<() => void>;
}

const mostSpans = 2000; // A longer trace tells of itself when it is opened.
const mostTraces = 50;
const mostKept = 10_000;
const patience = 60; // milliseconds, in which rows come into view together
const none: Badge[] = [];

const entries = new Map<string, Entry>();
const asked = new Set<Entry>();
let timer = 0;

/** What could be better in a trace of a list; asked for those that are in view, some at once. */
export function useListedFindings(trace: TraceSummary): Badge[] {
  const address = ask('/api/traces/findings');
  const key = `${address} ${trace.traceId}`;
  const [, setDrawn] = useState({});
  useEffect(() => {
    const entry = entries.get(key) ?? { traceId: trace.traceId, address, spanCount: 0, badges: none, redraw: new Set() };
    const redraw = () => setDrawn({});
    entry.redraw.add(redraw);
    entries.set(key, entry);
    if (entry.spanCount !== trace.spanCount && trace.spanCount <= mostSpans) {
      entry.spanCount = trace.spanCount;
      asked.add(entry);
      timer ||= window.setTimeout(askForThem, patience);
    }
    return () => {
      entry.redraw.delete(redraw);
    };
  }, [key, trace.spanCount]);
  return entries.get(key)?.badges ?? none;
}

function askForThem(): void {
  const all = [...asked];
  timer = 0;
  asked.clear();
  for (const [address, some] of Map.groupBy(all, entry => entry.address))
    for (let from = 0; from < some.length; from += mostTraces)
      void askFor(address, some.slice(from, from + mostTraces));
  forget();
}

async function askFor(address: string, some: Entry[]): Promise<void> {
  const question = `${address}${address.includes('?') ? '&' : '?'}traceId=${some.map(entry => entry.traceId).join(',')}`;
  const found = await get<Found>(question).catch(() => null); // The list says by itself that nobody answers.
  const byTrace = new Map(found?.items.map(({ traceId, findings }) => [traceId, summaryOf(findings)]));
  for (const entry of some) {
    entry.badges = byTrace.get(entry.traceId) ?? entry.badges;
    entry.redraw.forEach(redraw => redraw());
  }
}

/** The oldest that nobody shows make room. */
function forget(): void {
  for (const [key, entry] of entries) {
    if (entries.size <= mostKept)
      return;
    if (entry.redraw.size === 0)
      entries.delete(key);
  }
}
