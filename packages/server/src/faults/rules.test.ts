import { describe, expect, test } from 'vitest';
import { call } from '../requests.test-support.ts';
import { startStub } from '../start-stub.ts';

const faults = '/-/worlds/default/faults';
const rule = { name: 'fail-first', operation: 'checkGitAccess', attempts: 1, answer: { status: 503 } };

test('A fault is made, read, replaced and deleted over HTTP', async () => {
  await using stub = await startStub();
  expect(await call(stub, `POST ${faults}`, { json: rule })).toMatchObject({
    status: 201,
    body: { ...rule, struck: 0 },
  });
  expect(await call(stub, `POST ${faults}`, { json: { wait: { seconds: 0.5 } } })).toMatchObject({
    status: 201,
    body: { name: 'fault-2', attempts: 'always' },
  });
  expect((await call(stub, `GET ${faults}`)).body).toEqual({
    faults: [
      { ...rule, struck: 0 },
      { name: 'fault-2', attempts: 'always', wait: { seconds: 0.5 }, struck: 0 },
    ],
  });
  expect(await call(stub, `PUT ${faults}/fail-first`, { json: { cut: { when: 'within' } } })).toMatchObject({
    status: 200,
    body: { name: 'fail-first', cut: { when: 'within' } },
  });
  expect((await call(stub, `GET ${faults}/fail-first`)).body).toEqual({
    name: 'fail-first',
    attempts: 'always',
    cut: { when: 'within' },
    struck: 0,
  });
  expect((await call(stub, `DELETE ${faults}/fail-first`)).status).toBe(204);
  expect((await call(stub, `DELETE ${faults}`)).status).toBe(204);
  expect((await call(stub, `GET ${faults}`)).body).toEqual({ faults: [] });
});

test('What is not there is told with what is', async () => {
  await using stub = await startStub();
  await stub.faults.add({ name: 'slow', wait: { seconds: 1 } });
  for (const line of [`GET ${faults}/fast`, `DELETE ${faults}/fast`])
    expect(await call(stub, line)).toMatchObject({
      status: 404,
      body: { error: '404 Not Found: no fault is called fast; there is slow' },
    });
  const elsewhere = faults.replace('default', 'nowhere');
  for (const line of [`GET ${elsewhere}`, `DELETE ${elsewhere}`, `GET ${elsewhere}/x`, `DELETE ${elsewhere}/x`])
    expect(await call(stub, line)).toMatchObject({
      status: 404,
      body: { error: '404 Not Found: no world is called nowhere' },
    });
  expect(await call(stub, `POST ${elsewhere}`, { json: rule })).toMatchObject({ status: 404 });
  expect(await call(stub, `PUT ${elsewhere}/x`, { json: { cut: { when: 'before' } } })).toMatchObject({ status: 404 });
});

test('A name is given once', async () => {
  await using stub = await startStub();
  await stub.faults.add(rule);
  expect(await call(stub, `POST ${faults}`, { json: rule })).toMatchObject({
    status: 409,
    body: { error: '409 Conflict: a fault is called fail-first already; PUT replaces it' },
  });
  expect(await call(stub, `PUT ${faults}/other`, { json: rule })).toMatchObject({
    status: 422,
    body: { error: expect.stringContaining('name: the fault is called other in the path') },
  });
  await expect(stub.faults.add(rule)).rejects.toThrow('called fail-first already');
});

test('A world has at most a thousand faults', async () => {
  await using stub = await startStub();
  for (let count = 0; count < 1000; count++) await stub.faults.add({ wait: { seconds: 1 } });
  expect(await call(stub, `POST ${faults}`, { json: { cut: { when: 'before' } } })).toMatchObject({
    status: 409,
    body: { error: '409 Conflict: a world has at most 1000 faults' },
  });
  expect(await call(stub, `PUT ${faults}/one-more`, { json: { cut: { when: 'before' } } })).toMatchObject({
    status: 409,
  });
  expect(await call(stub, `PUT ${faults}/fault-1000`, { json: { cut: { when: 'before' } } })).toMatchObject({
    status: 200,
  });
});

describe('A fault that makes no sense is refused', () => {
  const cut = { cut: { when: 'before' } };
  const answer = (more: object) => ({ answer: { status: 503, ...more } });

  test.each<[object, number, string]>([
    [{}, 422, 'a fault does exactly one of answer, wait, cut, garble, redirect; this one has none'],
    [
      { ...cut, wait: { seconds: 1 } },
      422,
      'a fault does exactly one of answer, wait, cut, garble, redirect; this one has wait and cut',
    ],
    [
      { ...cut, operation: 'checkAccess' },
      422,
      "operation: 'checkAccess' is no operation of 15.6; did you mean 'checkGitAccess'?",
    ],
    [{ ...cut, operation: 'createCiliumAlert' }, 422, "operation: 'createCiliumAlert' is no operation of 15.6"],
    [{ ...cut, attemps: 2 }, 422, "attemps: there is no such key; did you mean 'attempts'?"],
    [answer({ hedaers: {} }), 422, "answer.hedaers: there is no such key; did you mean 'headers'?"],
    [answer({ status: 204, body: {} }), 422, 'answer.body: a reply of status 204 has no body'],
    [
      answer({ body: {}, media_type: 'text/html' }),
      422,
      'answer.body: a mapping is not a text, as a body of text/html has to be',
    ],
    [
      answer({ headers: { 'content-type': 'a/b' }, media_type: 'c/d' }),
      422,
      'answer.headers.Content-Type: the media type is given as media_type already',
    ],
    [
      answer({ headers: { 'Content-Length': '5' } }),
      422,
      'answer.headers.Content-Length: the server sets this header itself',
    ],
    [answer({ headers: { 'X Y': 'z' } }), 422, 'answer.headers.X Y: Header name must be a valid HTTP token ["X Y"]'],
    [answer({ headers: { 'X-Y': 'a\r\nb' } }), 422, 'answer.headers.X-Y: Invalid character in header content ["X-Y"]'],
    [{ redirect: { location: 'a\nb' } }, 422, 'redirect.location: Invalid character in header content ["Location"]'],
    [{ ...cut, attempts: 0 }, 400, 'attempts must be >= 1'],
    [{ ...cut, attempts: 'twice' }, 400, 'attempts must be one of always'],
    [{ cut: { when: 'after' } }, 400, 'cut[when] must be one of before, within'],
    [{ cut: {} }, 400, 'cut[when] is required'],
    [{ garble: { how: 'badly' } }, 400, 'garble[how] must be one of malformed-json, wrong-content-type'],
    [{ wait: { seconds: 601 } }, 400, 'wait[seconds] must be <= 600'],
    [answer({ status: 99 }), 400, 'answer[status] must be >= 200'],
    [{ redirect: { location: '/', status: 300 } }, 400, 'redirect[status] must be one of 301, 302, 303, 307, 308'],
    [{ ...cut, consumer: 'workhorse' }, 400, 'consumer must be one of gitlab-shell, gitaly, geo, kas'],
    [{ ...cut, name: 'a b' }, 400, 'name must match pattern'],
  ])('%j', async (json, status, error) => {
    await using stub = await startStub();
    expect(await call(stub, `POST ${faults}`, { json })).toMatchObject({
      status,
      body: { error: expect.stringContaining(error) },
    });
    expect(await stub.faults.list()).toEqual([]);
  });

  test('in process, too', async () => {
    await using stub = await startStub();
    await expect(stub.faults.add({ attempts: 0, wait: { seconds: -1 } })).rejects.toThrow(
      "attempts: 0 is neither a whole number from 1 on nor 'always'; wait.seconds: -1 is not a number from 0 to 600",
    );
    await expect(stub.faults.add({ name: 'a b', answer: { status: 1000 } })).rejects.toThrow(
      /name: 'a b' is not up to 100 letters.*answer\.status: 1000 is not a whole number from 200 to 599/,
    );
    await expect(stub.faults.remove('x')).rejects.toThrow('no fault of the world default is called x');
    await expect(stub.worlds.get('nowhere').faults.list()).rejects.toThrow('no such world: nowhere');
  });
});
