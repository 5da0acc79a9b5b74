# frozen_string_literal: true

require 'json'
require 'stringio'

# Writes the exchanges of request specs as NDJSON, a line each, for `gitlab-internal-api check`: a Rack middleware of
# some thirty lines that needs nothing but the standard library.
#
#   use GitlabInternalApiRecorder, path: 'tmp/exchanges.ndjson'                     # in config.ru
#   config.middleware.use GitlabInternalApiRecorder, path: 'tmp/exchanges.ndjson'   # in config/environments/test.rb
#
# Secrets stay out of the file: what stands in headers and parameters that carry some is written as [MASKED].
class GitlabInternalApiRecorder
  PATHS = %r{/api/(?:v4/internal|scim/v2|v4/namespaces/[^/]+/(?:gitlab_subscription|minutes))(?:[/?]|\z)}.freeze
  NAME = /[\w.-]{0,40}(?:authorization|cookie|token|secret|passwd|password|(?:private|api)[_-]?key|api-request|request_headers|recovery_codes)/i.freeze
  # A value may be cut off. A SCIM PATCH names a parameter in "path", and its value next to that.
  IN_JSON = /(?:"#{NAME}"|"path"\s*:\s*"[^"]*#{NAME}"\s*,\s*"value")\s*:\s*\K(?<value>"(?:[^"\\]|\\.)*"?|\{(?:[^{}"]|\g<value>)*\}?|\[(?:[^\[\]"]|\g<value>)*\]?|-?\d[\d.eE+-]*)|"value"\s*:\s*\K\g<value>(?=\s*,\s*"path"\s*:\s*"[^"]*#{NAME}")/m.freeze
  # In forms and queries, in multipart bodies, and what shows by itself that it is a credential.
  ELSEWHERE = /#{NAME}(?:[\[\]]|%5[BD])*=\K[^&;\s"]+|name="?#{NAME}"?[^\n]{0,300}\n(?:[^\r\n]{1,300}\r?\n){0,9}\r?\n\K.*?(?=\r?\n--|\z)|\beyJ[\w-]+\.[\w-]+\.[\w-]*|\bgl[a-z]{2,5}-[\w-]{16,}/im.freeze
  MASK = ->(text) { text.gsub(IN_JSON, '"[MASKED]"').gsub(ELSEWHERE, '[MASKED]') }

  def initialize(app, path: 'exchanges.ndjson')
    @app, @path = app, path
  end

  def call(env)
    url = [env.values_at('SCRIPT_NAME', 'PATH_INFO').join, env['QUERY_STRING'].to_s].reject(&:empty?).join('?')
    return @app.call(env) unless url.match?(PATHS)
    env['rack.input'] = StringIO.new(sent = env['rack.input']&.read.to_s.b)
    headers = env.select { |name, _| name.match?(/\A(?:HTTP_(?!VERSION\z)|CONTENT_)/) }
    request = { method: env['REQUEST_METHOD'], url: MASK[url], **message(headers, sent) }
    exchange = { started_at: Time.now.utc.strftime('%FT%T.%LZ'), request: request }
    status, headers, body = @app.call(env)
    parts = body.enum_for(:each).to_a
    body.close if body.respond_to?(:close)
    exchange[:response] = { status: status.to_i, **message(headers, parts.join) }
    File.write(@path, "#{JSON.generate(exchange)}\n", mode: 'a')
    [status, headers, parts]
  end

  # A body that is no text is not kept: nobody can mask what is packed.
  def message(headers, body)
    lines = headers.flat_map { |name, value| [value].flatten.join("\n").split("\n").map { |line| [name.sub(/\AHTTP_/, '').tr('_', '-').downcase, line] } }
    text = body.dup.force_encoding(Encoding::UTF_8)
    { headers: lines.map { |name, line| { name: name, value: name.match?(/#{NAME}\z/) ? '[MASKED]' : MASK[line] } },
      body: (MASK[text] if text.valid_encoding?), body_bytes: body.bytesize }
  end
end
