import { useEffect, useRef, useState } from 'preact/hooks';
import { Live } from '../live';
import type { TelemetryCounts } from '../model';
import { runShown } from './run';
import { get } from './useAnswer';

/** Calls when services have sent more. It listens only while somebody looks. */
export function useTelemetryChanges(onChange: (counts: TelemetryCounts) => void): void {
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    const live = new Live('/api/telemetry/stream', { changed: (counts: TelemetryCounts) => latest.current(counts) }, () => {});
    return () => live.close();
  }, []);
}

export interface Listed<T> {
  /** Newest first; null until the first answer. */
  items: T[] | null;
  counts: TelemetryCounts | null;
  problem: string | null;
  /** Asks for older ones; null when there are none, or they are asked for already. */
  more: (() => void) | null;
}

interface Page<T> {
  items: T[];
  next: number | null;
}

/** A list that stays current: asks again when there is more, and page by page for what is older. */
export function useList<T extends { number: number }>(address: string, paused: boolean): Listed<T> {
  const [list, setList] = useState<{ address: string; items: T[]; next: number | null } | null>(null);
  const [counts, setCounts] = useState<TelemetryCounts | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const newest = useRef<AbortController | null>(null);
  const older = useRef<AbortController | null>(null);

  /** Whether it was answered, well or badly; not when somebody else asks by now. */
  const read = async (asking: { current: AbortController | null }, before?: number): Promise<boolean> => {
    asking.current?.abort();
    const abort = asking.current = new AbortController();
    try {
      const page = await get<Page<T>>(before === undefined ? address : `${address}&before=${before}`, abort.signal);
      setProblem(null);
      setList(old => old?.address === address ? merge(old, page, before) : { address, ...page });
    } catch (reason) {
      if (!abort.signal.aborted)
        setProblem((reason as Error).message);
    } finally {
      if (asking.current === abort)
        asking.current = null;
    }
    return !abort.signal.aborted;
  };

  // While an answer is under way, one more question afterwards covers all that came meanwhile.
  const behind = useRef(false);
  const refresh = async (): Promise<void> => {
    if (newest.current) {
      behind.current = true;
      return;
    }
    do {
      behind.current = false;
    } while (await read(newest) && behind.current);
  };

  useTelemetryChanges(now => {
    if (runShown())
      return;
    setCounts(now);
    if (!paused)
      void refresh();
  });
  useEffect(() => {
    newest.current = null;   // aborted below: what it asked for is not looked at any more
    if (!paused || list?.address !== address)
      void refresh();   // a pause keeps what is there
    return () => {
      newest.current?.abort();
      older.current?.abort();
    };
  }, [address, paused]);

  const current = list?.address === address ? list : null;
  const next = current?.next;
  return { items: current?.items ?? null, counts, problem, more: next ? () => void (older.current ?? read(older, next)) : null };
}

type List<T> = { address: string; items: T[]; next: number | null };

// The newest page is laid over what was there: a trace may have got further spans since. Where so much came that the two do not meet,
// what was there is left, and read again page by page, so that none is missing in between.
function merge<T extends { number: number }>(old: List<T>, page: Page<T>, before: number | undefined): List<T> {
  if (before !== undefined)
    return old.next === before ? { ...old, items: [...old.items, ...page.items], next: page.next } : old;
  const last = page.items.at(-1)?.number ?? 0;
  const meet = page.next !== null && (old.items[0]?.number ?? 0) >= last;
  const kept = meet ? old.items.filter(item => item.number < last) : [];
  return { ...old, items: [...page.items, ...kept], next: kept.length > 0 ? old.next : page.next };
}
