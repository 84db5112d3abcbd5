import { useEffect, useRef } from 'preact/hooks';

/** Calls at once, and again after a second at the earliest; what is asked for meanwhile is done then. */
export function useThrottled(act: () => void, pause = 1000): () => void {
  const latest = useRef(act);
  latest.current = act;
  const timer = useRef(0);
  const last = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return () => {
    timer.current ||= window.setTimeout(() => {
      timer.current = 0;
      last.current = performance.now();
      latest.current();
    }, Math.max(0, last.current + pause - performance.now()));
  };
}
