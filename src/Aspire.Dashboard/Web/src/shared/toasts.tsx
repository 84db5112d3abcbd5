import { Icon } from './icons';
import { Store, useStore } from './store';

interface Toast {
  id: number;
  text: string;
  isError: boolean;
}

const toasts = new Store<Toast[]>([]);
const goodNewsLastFor = 4000;
let lastId = 0;

/** Says how something went. What went wrong stays until the user has read it. */
export function say(text: string, isError = false): void {
  const toast = { id: ++lastId, text, isError };
  toasts.set([...toasts.value, toast].slice(-4));
  if (!isError)
    window.setTimeout(() => dismiss(toast.id), goodNewsLastFor);
}

const dismiss = (id: number): void => toasts.set(toasts.value.filter(toast => toast.id !== id));

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {useStore(toasts).map(toast => (
        <div key={toast.id} class={toast.isError ? 'toast error' : 'toast'}>
          <span>{toast.text}</span>
          <button class="icon-button" aria-label="Dismiss" onClick={() => dismiss(toast.id)}><Icon name="close" /></button>
        </div>
      ))}
    </div>
  );
}
