import { Icon } from './icons';
import { Store, useStore } from './store';

interface Toast {
  id: number;
  text: string;
  isError: boolean;
  more?: { text: string; act: () => void } | undefined;
}

const toasts = new Store<Toast[]>([]);
const goodNewsLastFor = 4000;
let lastId = 0;

/** Says how something went. What went wrong stays until the user has read it, and so does what leads on. */
export function say(text: string, isError = false, more?: Toast['more']): void {
  const toast = { id: ++lastId, text, isError, more };
  toasts.set([...toasts.value, toast].slice(-4));
  if (!isError && !more)
    window.setTimeout(() => dismiss(toast.id), goodNewsLastFor);
}

const dismiss = (id: number): void => toasts.set(toasts.value.filter(toast => toast.id !== id));

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {useStore(toasts).map(toast => (
        <div key={toast.id} class={toast.isError ? 'toast error' : 'toast'}>
          <span>{toast.text}</span>
          {toast.more && <button class="command" onClick={toast.more.act}>{toast.more.text}</button>}
          <button class="icon-button" aria-label="Dismiss" onClick={() => dismiss(toast.id)}><Icon name="close" /></button>
        </div>
      ))}
    </div>
  );
}
