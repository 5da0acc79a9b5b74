import {
  isObject,
  type Json,
  type JsonObject,
  latestEdition,
  type OperationSummary,
} from '@gitlab-internal-api/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flat, valuesOf } from './arbitraries.test-support.ts';
import { documentOf } from './examples.test-support.ts';
import type { RequestMessage } from './exchange.ts';
import { createParameterReader } from './parameters.ts';
import { RecordedTraffic } from './recorded-exchange.ts';
import { createRequestFitter } from './recorded-fit.ts';
import { createRequestValidator } from './request-validator.ts';

const traffic = new RecordedTraffic(documentOf(latestEdition));
const withBody = traffic.operations.filter(({ requestMediaTypes }) => requestMediaTypes.length > 0);

function bodySchema(id: string): JsonObject {
  const { requestBody } = traffic.definitionOf(id);
  const content = isObject(requestBody) && isObject(requestBody.content) ? Object.values(requestBody.content) : [];
  const [media] = content;
  return isObject(media) && isObject(media.schema) ? flat(media.schema) : {};
}

/** Bodies that are right, and bodies with a member gone or replaced by something else. */
function bodies(schema: JsonObject): fc.Arbitrary<Json> {
  const wrong = fc.constantFrom<Json>(null, '', 'x', -1, 1.5, true, [], ['x'], {}, '[]', 'x'.repeat(300));
  return fc.tuple(valuesOf(schema), fc.nat(), fc.option(wrong), fc.boolean()).map(([value, pick, other, changes]) => {
    if (!isObject(value) || !changes) return value;
    const names = Object.keys(value);
    const name = names[pick % Math.max(names.length, 1)] ?? 'x';
    const { [name]: _, ...rest } = value;
    return other === null ? rest : { ...rest, [name]: other };
  });
}

function messageOf({ method, path, replyMediaType }: OperationSummary, body: Json): RequestMessage {
  const headers = { 'content-type': replyMediaType };
  return { method: method.toUpperCase(), target: path, headers, body: Buffer.from(JSON.stringify(body)) };
}

describe('the quick look at recorded requests', () => {
  test.each(withBody)(
    'passes of $id what the validator of the pipeline passes, and nothing else',
    async (operation) => {
      const definition = traffic.definitionOf(operation.id);
      const readRequest = createParameterReader(operation, definition);
      const [fits, validate] = [createRequestFitter(definition), createRequestValidator(operation, definition)];
      let [right, wrong] = [0, 0];
      await fc.assert(
        fc.asyncProperty(bodies(bodySchema(operation.id)), async (body) => {
          const path = { id: '1', target_id: '2', group_path: 'group' };
          const read = await readRequest(messageOf(operation, body), path);
          if ('reply' in read) return;
          const isFit = fits(structuredClone(read));
          const violations = await validate(structuredClone(read));
          expect({ body, isFit }).toEqual({ body, isFit: violations.length === 0 });
          if (isFit) right += 1;
          else wrong += 1;
        }),
        { numRuns: 200, seed: 7 },
      );
      expect(Math.min(right, wrong)).toBeGreaterThan(10);
    },
  );
});
