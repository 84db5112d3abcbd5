import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A page whose script is loaded when it is first looked at, so that the first page need not wait for it. */
export function Lazy({ load }: { load: () => Promise<ComponentType> }) {
  const [Loaded, setLoaded] = useState<ComponentType | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    load().then(component => setLoaded(() => component), () => setFailed(true));
  }, []);
  return Loaded ? <Loaded /> : <p class="empty" role="status">{failed ? 'The application cannot be reached.' : ''}</p>;
}
