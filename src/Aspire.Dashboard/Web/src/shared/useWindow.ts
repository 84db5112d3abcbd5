import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const spare = 10;

/** Which rows of equal height are in view, so that a list of any length draws only those. */
export function useWindow(frame: RefObject<HTMLElement | null>, rowHeight: number, count: number): { first: number; end: number } {
  const [view, setView] = useState({ top: 0, height: 800 });
  useEffect(() => {
    const element = frame.current;
    if (!element)
      return;
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [frame.current]);
  return {
    first: Math.max(0, Math.floor(view.top / rowHeight) - spare),
    end: Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + spare),
  };
}
