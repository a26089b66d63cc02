import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Flow, REVIEW } from '../../../src/App/Features/Write/flow.ts';
import { core } from './core.ts';

const hold = { choice: 'hold', quorum: '3' };
const role = { 'who1-kind': 'role', 'who1-value': 'night supervisor', 'who1-place': 'Hotel Miramar' };

test('the flow begins with the own words and ends with the page that shows who can read', () => {
  const steps = new Flow(core).steps({});
  assert.equal(steps[0], 'story');
  assert.equal(steps.at(-1), REVIEW);
});

test('a number of people is asked for only by those who wait for others', () => {
  assert.ok(!new Flow(core).steps({ choice: 'keep' }).includes('quorum'));
  assert.ok(new Flow(core).steps(hold).includes('quorum'));
});

test('whether a name or role is enough is asked only where there is one and it could release', () => {
  const flow = new Flow(core);
  assert.ok(!flow.steps(hold).includes('alone'));
  assert.ok(flow.steps({ ...hold, ...role }).includes('alone'));
  assert.ok(!flow.steps({ choice: 'now', ...role }).includes('alone'));
});

test('going on and back passes the same questions', () => {
  const flow = new Flow(core);
  const seen = [flow.at];
  while (flow.at !== REVIEW) seen.push(flow.next(hold));
  assert.deepEqual(seen, flow.steps(hold));
  const back: string[] = [];
  for (let before = flow.before(hold); before !== null; before = flow.before(hold)) {
    back.push(before);
    flow.goTo(before);
  }
  assert.deepEqual(back.reverse(), seen.slice(0, -1));
});

test('a question changed from the last page leads back to it, by way of questions that the change brought up', () => {
  const flow = new Flow(core, REVIEW);
  flow.change('where', hold);
  assert.equal(flow.before(hold), REVIEW);
  assert.equal(flow.next(hold), REVIEW);
  flow.change('who', hold);
  assert.equal(flow.next({ ...hold, ...role }), 'alone');
  assert.equal(flow.next({ ...hold, ...role, alone: 'yes' }), REVIEW);
  flow.change('choice', { choice: 'keep' });
  assert.equal(flow.next(hold), 'quorum');
  assert.equal(flow.next(hold), REVIEW);
});

test('a question that is no longer asked stands where the one before it stood', () => {
  const flow = new Flow(core, 'quorum');
  assert.equal(flow.next({ choice: 'keep' }), 'organisation');
});

test('a step that the questionnaire does not know is ignored', () => {
  const flow = new Flow(core, 'nonsense');
  assert.equal(flow.at, 'story');
  flow.goTo('constructor');
  assert.equal(flow.at, 'story');
});

test('progress counts from one to the last page', () => {
  const flow = new Flow(core);
  assert.deepEqual(flow.progress({}), { part: 1, of: flow.steps({}).length });
  flow.goTo(REVIEW);
  assert.deepEqual(flow.progress({}), { part: flow.steps({}).length, of: flow.steps({}).length });
});

test('two who write together are asked for consent first, and go on with a draft that one began', () => {
  const together = { together: 'yes' };
  assert.equal(new Flow(core).at, 'story');
  assert.equal(new Flow(core, undefined, together).at, 'helper');
  assert.equal(new Flow(core, 'choice', together).at, 'choice');
  assert.equal(new Flow(core, undefined, together).before(together), null);
});
