/** Minutes without a touch, key or click after which the desk locks itself. */
export const idleMinutes = 15;

/**
 * Locks after a time without activity. A sleeping computer stops timers, so the time is also looked at when the page
 * is seen again.
 */
export class IdleLock {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due = 0;

  /**
   * @param lock called once when the time is over.
   * @param tell called with the moment of locking, at the start and at each activity.
   */
  constructor(
    private readonly lock: () => void,
    private readonly tell: (due: Date) => void,
    private readonly now: () => number = Date.now,
  ) {}

  start(): void {
    for (const event of ['pointerdown', 'keydown', 'scroll']) addEventListener(event, this.touch, { passive: true, capture: true });
    document.addEventListener('visibilitychange', this.touch);
    this.renew();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.due = 0;
    for (const event of ['pointerdown', 'keydown', 'scroll']) removeEventListener(event, this.touch, { capture: true });
    document.removeEventListener('visibilitychange', this.touch);
  }

  private readonly touch = (): void => {
    if (this.due === 0) return;
    if (this.now() >= this.due) this.end();
    else if (document.visibilityState === 'visible') this.renew();
  };

  private renew(): void {
    this.due = this.now() + idleMinutes * 60_000;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(), idleMinutes * 60_000);
    this.tell(new Date(this.due));
  }

  private end(): void {
    this.stop();
    this.lock();
  }
}
