import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../model';

export interface Answer<T> {
  /** The newest answer to this question; null until there is one. */
  value: T | null;
  /** Why there is none, in a sentence. */
  problem: string | null;
  again: () => void;
}

const unreachable = 'The application cannot be reached.';

export async function get<T>(address: string, signal: AbortSignal | null = null): Promise<T> {
  const answer = await fetch(address, { signal }).catch((reason: unknown) => {
    throw signal?.aborted ? reason : new Error(unreachable);
  });
  if (!answer.ok)
    throw new Error((await answer.json() as Problem).detail);
  return await answer.json() as T;
}

/** Asks, and asks again when the address changes or whoever shows it wants to; a question overtaken is given up. What `more` adds may differ each time; it is asked anew when `about` changes. */
export function useAnswer<T>(address: string | null, more: () => string = () => '', about = ''): Answer<T> {
  const [state, setState] = useState<{ address: string; value: T | null; problem: string | null } | null>(null);
  const asking = useRef<AbortController | null>(null);
  const again = () => {
    asking.current?.abort();
    if (address === null)
      return;
    const abort = asking.current = new AbortController();
    get<T>(address + more(), abort.signal).then(
      value => setState({ address, value, problem: null }),
      (reason: Error) => abort.signal.aborted || setState(old => ({ address, value: old?.address === address ? old.value : null, problem: reason.message })));
  };
  useEffect(() => {
    again();
    return () => asking.current?.abort();
  }, [address, about]);
  const current = state?.address === address ? state : null;
  return { value: current?.value ?? null, problem: current?.problem ?? null, again };
}
