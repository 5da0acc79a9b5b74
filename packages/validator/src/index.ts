export { refuseBrokenMessages } from './broken-message.ts';
export { carrierReplies } from './carrier.ts';
export { type Consumer, consumerOf } from './consumer.ts';
export { type Credentials, type Headers, headerOf, type SchemeName } from './credential.ts';
export {
  type Answering,
  BrokenReplyError,
  CarrierRefusal,
  type Delivery,
  type Exchange,
  type Handling,
  type Interference,
  type OperationRequest,
  type Reach,
  type RequestMessage,
  type Responder,
  UnavailableError,
} from './exchange.ts';
export { formats } from './formats.ts';
export { type CarrierOptions, createCarrier, type Destination, type Door, type Passage } from './http.ts';
export { isSignedWith, type TokenText, takeApart } from './json-web-token.ts';
export { Masking, SensitiveNames } from './masking.ts';
export { nodeHttp } from './node-http.ts';
export { Pipeline, type PipelineOptions } from './pipeline.ts';
export { type Preferences, withApplied } from './preferences.ts';
export { type CheckedExchange, RecordedTraffic } from './recorded-exchange.ts';
export { Lanes } from './recorded-lanes.ts';
export type { RecordedReply, RecordedRequest } from './recorded-message.ts';
export { createSchemaValidator } from './recorded-schema.ts';
export type { Reply } from './reply.ts';
export { nearestOperation, Routes } from './route.ts';
export { parseRubyDate } from './ruby-date.ts';
export { rubyInspect } from './ruby-inspect.ts';
export { after, attempt, type Soon } from './soon.ts';
export type { Place, Violation, ViolationCode } from './violation.ts';
export { violationsHeader } from './violations-header.ts';
