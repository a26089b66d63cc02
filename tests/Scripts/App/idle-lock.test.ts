import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { IdleLock, idleMinutes } from '../../../src/App/Features/Desk/idle-lock.ts';

const minute = 60_000;
let now = 0;
let locked = 0;
let due: Date | undefined;
let page: EventTarget & { visibilityState?: string };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
  now = 0;
  locked = 0;
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const target = new EventTarget();
  Object.assign(globalThis, {
    document: page,
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
    touch: () => target.dispatchEvent(new Event('keydown')),
  });
});

const start = () => {
  const lock = new IdleLock(
    () => locked++,
    (at) => {
      due = at;
    },
    () => now,
  );
  lock.start();
  return lock;
};
const pass = (minutes: number) => {
  now += minutes * minute;
  mock.timers.tick(minutes * minute);
};
const touch = () => (globalThis as unknown as { touch: () => void }).touch();

test('the desk locks after fifteen minutes without use, once, and says when', () => {
  start();
  assert.equal(due?.getTime(), idleMinutes * minute);
  pass(14);
  assert.equal(locked, 0);
  pass(1);
  assert.equal(locked, 1);
  pass(60);
  assert.equal(locked, 1);
});

test('a key pressed starts the time again', () => {
  start();
  pass(14);
  touch();
  assert.equal(due?.getTime(), 29 * minute);
  pass(14);
  assert.equal(locked, 0);
  pass(1);
  assert.equal(locked, 1);
});

test('a computer that slept locks when the page is seen again, although its timer stood still', () => {
  start();
  now += 20 * minute;
  page.dispatchEvent(new Event('visibilitychange'));
  assert.equal(locked, 1);
});

test('the first touch after sleep does not give more time', () => {
  start();
  now += 20 * minute;
  touch();
  assert.equal(locked, 1);
});

test('once stopped it does nothing', () => {
  start().stop();
  pass(20);
  touch();
  assert.equal(locked, 0);
});
