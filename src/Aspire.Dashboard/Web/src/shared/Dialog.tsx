import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface Props {
  title: string;
  /** Told when the user closes it by Escape; without it the dialog cannot be closed so. */
  onDismiss?: () => void;
  children: ComponentChildren;
}

/** A window over the page, which keeps the focus until it is closed. The browser gives it back to where it was. */
export function Dialog({ title, onDismiss, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const shown = dialog.current!;
    shown.showModal();
    return () => shown.close();
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={heading}
      onCancel={event => {
        event.preventDefault();
        onDismiss?.();
      }}
      onKeyDown={event => {
        // The browser closes a dialog at the second Escape whatever it was told; and the page behind has no business with it.
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          onDismiss?.();
        }
      }}>
      <h2 id={heading}>{title}</h2>
      {children}
    </dialog>
  );
}
