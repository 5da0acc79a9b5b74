export { renderReference } from './reference.ts';
