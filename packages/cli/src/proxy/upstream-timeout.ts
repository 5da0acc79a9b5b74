/** The upstream has said nothing for too long. */
export class UpstreamTimeout extends Error {
  override name = 'UpstreamTimeout';

  constructor() {
    super('the upstream has said nothing for too long');
  }
}
