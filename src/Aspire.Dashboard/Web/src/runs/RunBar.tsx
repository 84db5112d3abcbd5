import { parametersOf, route, setParameters } from '../shared/route';
import { useStore } from '../shared/store';
import { fullTime } from '../shared/time';
import { useAnswer } from '../telemetry/useAnswer';
import type { Run } from '../model';

/** Says that what is shown is of another run than the one that goes on, and leads back. */
export function RunBar() {
  const run = parametersOf(useStore(route)).run;
  return run ? <Bar id={run} /> : null;
}

function Bar({ id }: { id: string }) {
  const { value } = useAnswer<{ items: Run[] }>('/api/runs');
  const run = value?.items.find(one => one.id === id);
  return (
    <p class="run-bar" role="status">
      <span>This is the run {run ? `of ${fullTime(run.startedAt)}${run.isLive ? '' : ', which has ended'}` : id}.</span>
      <button class="command" onClick={() => setParameters({ run: '', span: '' })}>Back to the present run</button>
    </p>
  );
}
