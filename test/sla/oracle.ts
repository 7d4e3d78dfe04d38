import { DateTime } from 'luxon';

/**
 * A second opinion on the clocks: slow, from product.md's words, sharing nothing with src/. It replays what happened to one
 * conversation and counts time minute by minute on the wall clock. Times are UTC milliseconds.
 */
export interface Rules {
  /** Is this local minute worked? */
  isOpen(local: DateTime): boolean;
  /** Minutes: first (and next) response, resolution. */
  goals: Record<Rank, [response: number, resolution: number]>;
}
export type Rank = 'low' | 'normal' | 'high' | 'urgent';
export type Status = 'new' | 'triage' | 'proposal' | 'waiting' | 'active' | 'closed';
export type Happening =
  | { is: 'says' | 'answers' | 'closes' | 'reopens'; at: number }
  | { is: 'phone'; at: number; wrote: number }
  | { is: 'fails' | 'arrives' | 'retries'; at: number; answer: number }
  | { is: 'moves'; at: number; to: Status }
  | { is: 'ranks'; at: number; to: Rank };

export interface OracleClock {
  kind: 'first_response' | 'next_response' | 'resolution';
  start: number;
  stop: number | null;
  spent: number | null;
  outcome: 'running' | 'met' | 'breached';
  goal: number;
  riskTold: number | null;
  breached: number | null;
}

const MINUTE = 60_000;

/** Open minutes of a stretch of weeks, worked out once by asking the wall clock of each minute. */
export class MinuteTable {
  private readonly open: Uint8Array;
  constructor(private readonly from: number, to: number, zone: string, rules: Rules) {
    this.open = new Uint8Array((to - from) / MINUTE);
    for (let minute = 0; minute < this.open.length; minute += 1) this.open[minute] = rules.isOpen(DateTime.fromMillis(from + minute * MINUTE, { zone })) ? 1 : 0;
  }
  /** Milliseconds of the minute that holds `at`, from `at` on, no further than `to`: how many pass and how many count. */
  step(at: number, to: number): { ms: number; counts: boolean } {
    const index = Math.floor((at - this.from) / MINUTE);
    if (index >= this.open.length) throw new Error('the oracle looks too far ahead');
    return { ms: Math.min(to, this.from + (index + 1) * MINUTE) - at, counts: this.open[index] === 1 };
  }
  get end(): number {
    return this.from + this.open.length * MINUTE;
  }
}

/** One conversation, replayed. */
export class Oracle {
  status: Status = 'new';
  private before: Status = 'new';
  rank: Rank = 'normal';
  waiting: number | null = null;
  isOpen = false;
  readonly words: { at: number; from: 'customer' | 'agent' | 'phone'; ok: boolean }[] = [];
  clocks: OracleClock[] = [];
  /** What was told, in order: a line each. */
  readonly told: string[] = [];
  private readonly pauses: { from: number; to: number | null }[] = [];
  private now = 0;

  constructor(private table: MinuteTable, private rules: Rules) {}

  /** Other hours or goals from `at` on. */
  change(at: number, table: MinuteTable, rules: Rules): void {
    this.pass(at);
    this.table = table;
    this.rules = rules;
    for (const clock of this.clocks) if (clock.outcome === 'running') clock.goal = this.goal(clock);
  }

  /** Time passes: what falls due is told. */
  pass(until: number): void {
    for (;;) {
      const running = this.clocks.filter((clock) => clock.outcome === 'running' && clock.breached === null).map((clock) => ({ clock, ...this.moments(clock) }));
      const next = Math.min(...running.flatMap(({ clock, due, risk }) => [due, clock.riskTold === null ? risk : Infinity]));
      const at = Math.max(next, this.now);
      if (at > until) break;
      for (const { clock, due, risk } of running) {
        if (due <= at) this.tell(clock, 'sla_breached', () => (clock.breached = due));
        else if (risk <= at && clock.riskTold === null) this.tell(clock, 'sla_at_risk', () => (clock.riskTold = at));
      }
      this.now = at;
    }
    this.now = until;
  }

  apply(happening: Happening): void {
    this.pass(happening.at);
    const { at } = happening;
    let answered = at;
    if (happening.is === 'says') {
      this.words.push({ at, from: 'customer', ok: true });
      if (!this.isOpen && this.words.length > 1) this.status = this.before;
      this.isOpen = true;
      this.waiting ??= at;
      if (this.status === 'waiting') this.unpause(at);
    } else if (happening.is === 'answers') {
      this.words.push({ at, from: 'agent', ok: true });
      this.waiting = null;
    } else if (happening.is === 'phone') {
      this.words.push({ at: happening.wrote, from: 'phone', ok: true });
      this.waiting = null;
      answered = happening.wrote;
    } else if (happening.is === 'fails' || happening.is === 'arrives' || happening.is === 'retries') {
      const word = this.words[happening.answer] as { at: number; ok: boolean };
      word.ok = happening.is !== 'fails';
      if (happening.is === 'arrives') answered = word.at;
      this.waiting = this.unanswered();
    } else if (happening.is === 'ranks') this.rank = happening.to;
    else if (happening.is === 'reopens') {
      this.isOpen = true;
      this.status = this.before;
      this.waiting = this.unanswered();
      if (this.status === 'waiting' && this.waiting === null) this.pauses.push({ from: at, to: null });
    } else this.move(happening.is === 'closes' ? 'closed' : (happening as { to: Status }).to, at);
    this.follow(at, answered);
  }

  /** What a response clock of these pauses counts until `stop`, and when it reaches its goal. */
  clockOf(start: number, stop: number, pauses: { from: number; to: number | null }[]): { spent: number; goal: number; due: number } {
    this.pauses.push(...pauses);
    this.begin('first_response', start);
    const clock = this.clocks[0] as OracleClock;
    return { spent: this.count(start, stop), goal: this.goal(clock), due: this.moments(clock).due };
  }

  private move(to: Status, at: number): void {
    if (to === 'closed') [this.isOpen, this.before, this.waiting] = [false, this.status, null];
    if (this.status === 'waiting') this.unpause(at);
    if (to === 'waiting') this.pauses.push({ from: at, to: null });
    this.status = to;
  }

  private unpause(at: number): void {
    const pause = this.pauses.at(-1);
    if (pause?.to === null) pause.to = Math.max(pause.from, at);
  }

  /** The first word of the customer behind the last answer that left. */
  private unanswered(): number | null {
    if (!this.isOpen) return null;
    const last = this.words.findLastIndex((word) => word.from !== 'customer' && word.ok);
    return this.words.slice(last + 1).find((word) => word.from === 'customer')?.at ?? null;
  }

  /** Brings the clocks to what is so now. */
  private follow(at: number, answered: number): void {
    const running = (resolution: boolean) => this.clocks.find((clock) => clock.outcome === 'running' && (clock.kind === 'resolution') === resolution);
    const whole = running(true);
    if (this.isOpen && !whole) this.begin('resolution', this.clocks.length === 0 ? (this.words[0]?.at as number) : at);
    if (!this.isOpen && whole) this.stop(whole, at);
    const wait = running(false);
    if (wait && (this.waiting === null || this.waiting > wait.start)) this.stop(wait, answered);
    if (this.waiting !== null && wait?.start !== this.waiting) {
      const since = this.waiting;
      const known = this.clocks.find((clock) => clock.kind !== 'resolution' && clock.start === since);
      const kind = this.words.some((word) => word.from !== 'customer' && word.ok) ? 'next_response' : 'first_response';
      // The same wait, seen to be longer: what was told of it stays told.
      const moved = known ?? (wait?.outcome === 'running' ? wait : undefined);
      // What else began later within this wait was no wait of its own.
      this.clocks = this.clocks.filter((clock) => clock === moved || clock.kind === 'resolution' || clock.start <= since);
      if (moved) Object.assign(moved, { kind, start: since, stop: null, spent: null, outcome: 'running' });
      else this.begin(kind, since);
    }
    for (const clock of this.clocks) if (clock.outcome === 'running') clock.goal = this.goal(clock);
  }

  private begin(kind: OracleClock['kind'], start: number): void {
    this.clocks.push({ kind, start, stop: null, spent: null, outcome: 'running', goal: 0, riskTold: null, breached: null });
  }

  private goal(clock: OracleClock): number {
    return this.rules.goals[this.rank][clock.kind === 'resolution' ? 1 : 0];
  }

  private stop(clock: OracleClock, at: number): void {
    const wasTold = clock.breached !== null;
    const limit = clock.breached ?? this.moments(clock).due;
    const late = at > limit || (wasTold && at === limit);
    if (late && !wasTold) this.tell(clock, 'sla_breached', () => undefined);
    Object.assign(clock, { stop: at, spent: this.count(clock.start, at), outcome: late ? 'breached' : 'met', breached: late ? limit : null });
  }

  private tell(clock: OracleClock, what: string, mark: () => void): void {
    mark();
    this.told.push(`${what} ${clock.kind}`);
  }

  private isPaused(at: number): boolean {
    return this.pauses.some(({ from, to }) => from <= at && (to === null || at < to));
  }

  /** Minute by minute, cut where a pause begins or ends. */
  private walk(from: number, to: number, each: (ms: number, counts: boolean) => boolean): void {
    const edges = [...this.pauses.flatMap((pause) => [pause.from, pause.to ?? Infinity]), to].sort((a, b) => a - b);
    for (let at = from; at < to; ) {
      while ((edges[0] as number) <= at) edges.shift();
      const edge = edges[0] as number;
      const paused = this.isPaused(at);
      while (at < edge) {
        const { ms, counts } = this.table.step(at, edge);
        if (!each(ms, counts && !paused)) return;
        at += ms;
      }
    }
  }

  private count(from: number, to: number): number {
    let counted = 0;
    this.walk(from, to, (ms, counts) => ((counted += counts ? ms : 0), true));
    return counted / MINUTE;
  }

  /** When the clock reaches its goal, and four fifths of it; never while it stands in a pause without end. */
  moments(clock: OracleClock): { due: number; risk: number } {
    const goal = this.goal(clock) * MINUTE;
    const found = { due: Infinity, risk: Infinity };
    let [at, counted] = [clock.start, 0];
    this.walk(clock.start, this.table.end, (ms, counts) => {
      if (counts && found.risk === Infinity && counted + ms >= (goal * 4) / 5) found.risk = at + ((goal * 4) / 5 - counted);
      if (counts && counted + ms >= goal) {
        found.due = at + (goal - counted);
        return false;
      }
      counted += counts ? ms : 0;
      at += ms;
      return !(this.pauses.at(-1)?.to === null && at >= (this.pauses.at(-1)?.from as number));
    });
    return found;
  }
}
