import { useEffect, useRef } from 'preact/hooks';
import { Store, useStore } from './store';

interface Asked {
  text: string;
  yes: string;
  answer: (yes: boolean) => void;
}

const asked = new Store<Asked | null>(null);

/** Asks before something is done. */
export function ask(text: string, yes: string): Promise<boolean> {
  asked.value?.answer(false);
  return new Promise(resolve => asked.set({
    text, yes, answer: answer => {
      asked.set(null);
      resolve(answer);
    },
  }));
}

export function Question() {
  const question = useStore(asked);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (question)
      dialog.current?.showModal();
  }, [question]);
  return question && (
    <dialog ref={dialog} class="question" aria-label={question.text} onClose={() => question.answer(false)}>
      <p>{question.text}</p>
      <div>
        <button class="command" onClick={() => question.answer(false)}>Cancel</button>
        <button class="primary" onClick={() => question.answer(true)}>{question.yes}</button>
      </div>
    </dialog>
  );
}
