import { Dialog } from './Dialog';
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
  return question && (
    <Dialog title={question.text} onDismiss={() => question.answer(false)}>
      <div class="buttons">
        <button class="command" onClick={() => question.answer(false)}>Cancel</button>
        <button class="primary" onClick={() => question.answer(true)}>{question.yes}</button>
      </div>
    </Dialog>
  );
}
