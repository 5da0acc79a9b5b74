export { renderPage } from './site.ts';
