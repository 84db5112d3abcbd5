import { useMemo } from 'preact/hooks';
import type { LogRecord, Trace } from '../model';
import { useTelemetryChanges } from '../telemetry/live';
import { ask, runShown } from '../telemetry/run';
import { useAnswer } from '../telemetry/useAnswer';
import { treeOf, type SpanTree } from './tree';

export interface OpenTrace {
  trace: Trace;
  tree: SpanTree;
  logs: LogRecord[];
}

const youngFor = 60_000;
const mostToReadAgain = 2000;

/** A trace with its log records. One that may still grow is read again when more has come. */
export function useTrace(traceId: string, run?: string): { open: OpenTrace | null; problem: string | null } {
  const trace = useAnswer<Trace>(ask(`/api/traces/${traceId}`, {}, run));
  const logs = useAnswer<{ items: LogRecord[] }>(ask('/api/logs', { limit: 1000, traceId }, run));
  useTelemetryChanges(() => {
    const { value } = trace;
    const mayGrow = value ? value.spans.length < mostToReadAgain && Date.now() - Date.parse(value.startedAt) - value.durationNs / 1e6 < youngFor : trace.problem !== null;
    if (mayGrow && !(run ?? runShown())) {
      trace.again();
      logs.again();
    }
  });
  const open = useMemo(() => trace.value && { trace: trace.value, tree: treeOf(trace.value), logs: (logs.value?.items ?? []).toReversed() }, [trace.value, logs.value]);
  return { open, problem: trace.problem };
}
