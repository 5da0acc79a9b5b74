import { send, startCarrier } from './examples.test-support.ts';
const carrier = await startCarrier();
const scan = 'POST /api/v4/internal/kubernetes/modules/starboard_vulnerability/scan_result';
const json={ 'Content-Type': 'application/json' };
const M=63*1024*1024;
const cases: [string, () => object][] = [
 ['numbers', () => ({ headers: json, body: `{"uuids":[${'1,'.repeat(M/2)}1]}` })],
 ['objects', () => ({ headers: json, body: `{"uuids":[${'{},'.repeat(M/3)}{}]}` })],
 ['objects 990k', () => ({ headers: json, body: `{"uuids":[${'{},'.repeat(490e3)}{}]}` })],
 ['deep', () => ({ headers: json, body: '['.repeat(M) })],
 ['backslash', () => ({ headers: json, body: '"'+'\\'.repeat(M-1)+'"' })],
 ['quotes', () => ({ headers: json, body: '"'.repeat(M) })],
 ['quotes2', () => ({ headers: json, body: '\\"'.repeat(M/2) })],
 ['keys', () => ({ headers: json, body: `{"uuids":[]${Array.from({length:900e3},(_, i)=>`,"a${i}":1`).join('')}}` })],
 ['amp', () => ({ form: '&'.repeat(M) })],
 ['eq', () => ({ form: '='.repeat(M) })],
 ['brackets', () => ({ form: 'a'+'[a]'.repeat(M/3)+'=1' })],
 ['brackets2', () => ({ form: 'a'+'['.repeat(M)+']=1' })],
 ['plus', () => ({ form: 'a='+'+'.repeat(M) })],
 ['percent', () => ({ form: 'a='+'%20'.repeat(M/3) })],
 ['multipart', () => ({ headers: {'Content-Type':'multipart/form-data; boundary=b'}, body: '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n'.repeat(M/52|0)+'--b--\r\n' })],
 ['multipart2', () => ({ headers: {'Content-Type':'multipart/form-data; boundary=b'}, body: '--b\r\n'.repeat(M/5|0)+'--b--\r\n' })],
 ['multipart3', () => ({ headers: {'Content-Type':'multipart/form-data; boundary=b'}, body: '--b\r\n'+'A: b\r\n'.repeat(M/6|0)+'--b--\r\n' })],
];
for (const [name, make] of cases) {
  const sent = make();
  const t = performance.now();
  const r = await send(carrier, scan, sent).catch((e) => ({ status: String(e), body: '' }));
  console.log(name, r.status, JSON.stringify(r.body)?.slice(0, 80), carrier.exchanges[0]?.violations[0]?.message, Math.round(performance.now() - t), 'ms', Math.round(process.memoryUsage().rss / 1e6), 'MB');
  carrier.exchanges.length = 0; carrier.understood.length = 0;
}
{ const t=performance.now(); const r = await send(carrier,'PATCH /api/scim/v2/groups/g/Users/1',{ headers:{'Content-Type':'application/scim+json'}, body:`{"Operations":[${'{},'.repeat(480e3)}{}]}`}); console.log('ops', r.status, performance.now()-t); }
await carrier[Symbol.asyncDispose]();
