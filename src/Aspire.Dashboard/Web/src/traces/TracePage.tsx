import { useMemo } from 'preact/hooks';
import { Compared } from './Compared';
import { TraceView } from './TraceView';
import { useTrace } from './useTrace';
import { useParameter } from '../shared/params';

/** A trace as a waterfall, beside its log records or a span; or two traces side by side. */
export function TracePage({ traceId }: { traceId: string }) {
  const { open, problem } = useTrace(traceId);
  const [other] = useParameter('with');
  const view = useMemo(() => open && (other ? <Compared open={open} otherId={other} /> : <TraceView open={open} />), [open, other]);
  return view ?? <p class="empty" role="status">{problem ?? 'Reading the trace…'}</p>;
}
