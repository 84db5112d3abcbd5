/** How a live stream does: `signed-out` asks the user for something, the others pass by themselves. */
export type LiveStatus = 'connecting' | 'live' | 'lost' | 'signed-out';

type Handlers = Record<string, (data: never) => void>;

const retryAfter = 1500;
const letGoWhenHiddenFor = 20_000;

const runOf = (eventId: string): string | undefined => eventId.split('-')[0];

/**
 * Server-sent events that survive whatever happens: a reconnect goes on after the last event seen, so nothing is lost and
 * nothing comes twice. A hidden tab lets go of its connection after a while, as browsers allow six for each server.
 */
export class Live {
  private source: EventSource | null = null;
  private lastEventId = '';
  private timer = 0;
  private closed = false;

  constructor(
    private readonly path: string,
    private readonly handlers: Handlers,
    private readonly onStatus: (status: LiveStatus) => void,
    /** The application was started anew: what it told before counts no longer. */
    private readonly onNewRun: () => void = () => {},
  ) {
    document.addEventListener('visibilitychange', this.onVisibility);
    this.open();
  }

  close(): void {
    this.closed = true;
    document.removeEventListener('visibilitychange', this.onVisibility);
    this.letGo();
  }

  private open(): void {
    this.letGo();
    this.onStatus('connecting');
    const source = new EventSource(this.lastEventId ? `${this.path}?lastEventId=${encodeURIComponent(this.lastEventId)}` : this.path);
    this.source = source;
    source.onopen = () => this.onStatus('live');
    source.onerror = () => this.retry();
    for (const [name, handle] of Object.entries(this.handlers)) {
      source.addEventListener(name, event => {
        if (this.lastEventId && runOf(event.lastEventId) !== runOf(this.lastEventId))
          this.onNewRun();
        this.lastEventId = event.lastEventId;
        handle(JSON.parse(event.data) as never);
      });
    }
  }

  private retry(): void {
    this.letGo();
    this.onStatus('lost');
    this.timer = window.setTimeout(async () => {
      const status = await fetch('/api/resources').then(answer => answer.status, () => 0);
      if (this.closed)
        return;
      if (status === 401)
        this.onStatus('signed-out');
      else
        this.open();
    }, retryAfter);
  }

  private letGo(): void {
    window.clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  private readonly onVisibility = (): void => {
    if (document.hidden) {
      if (this.source)
        this.timer = window.setTimeout(() => this.letGo(), letGoWhenHiddenFor);
    } else if (this.source) {
      window.clearTimeout(this.timer);
    } else {
      this.open();
    }
  };
}
