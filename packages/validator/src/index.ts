export { refuseBrokenMessages } from './broken-message.ts';
export { carrierReplies } from './carrier.ts';
export { type Credentials, type Headers, headerOf, type SchemeName } from './credential.ts';
export {
  BrokenReplyError,
  CarrierRefusal,
  type Exchange,
  type Handling,
  type OperationRequest,
  type Reach,
  type RequestMessage,
  type Responder,
  UnavailableError,
} from './exchange.ts';
export { answering, type CarrierOptions, createCarrier } from './express.ts';
export { formats } from './formats.ts';
export { Pipeline, type PipelineOptions } from './pipeline.ts';
export { type Preferences, withApplied } from './preferences.ts';
export type { Reply } from './reply.ts';
export { parseRubyDate } from './ruby-date.ts';
export { rubyInspect } from './ruby-inspect.ts';
export type { Place, Violation, ViolationCode } from './violation.ts';
