# frozen_string_literal: true

require 'fileutils'
require 'json'
require 'minitest/autorun'
require 'open3'
require 'rack'
require 'tmpdir'
require_relative 'gitlab_internal_api_recorder'

# A small Rack app answers as GitLab does, request specs ask it, and the command checks what was recorded of that.
class GitlabInternalApiRecorderTest < Minitest::Test
  ROOT = File.expand_path('../../..', __dir__)
  COMMAND = [File.join(ROOT, 'node_modules/.bin/node'), File.join(ROOT, 'packages/cli/src/main.js')].freeze
  SECRET = ['a-secret-for-tests'].pack('m0')
  PUSH = { key_id: 7, project: 'group/public', action: 'git-upload-pack', protocol: 'ssh', changes: '_any' }.freeze

  # An application of somebody's own, with one body that can be read only once.
  APPLICATION = lambda do |env|
    headers = { 'content-type' => 'application/json', 'x-request-id' => 'one' }
    case env['PATH_INFO']
    when '/api/v4/internal/discover'
      [200, headers, [JSON.generate(id: 7, name: 'Dede Eichmann', username: 'rubi')]]
    when '/api/v4/internal/personal_access_token'
      reply = { success: true, token: 'glpat-the-token-made-here', scopes: ['read_api'], expires_at: '2030-01-01' }
      [200, headers, [JSON.generate(reply)].each]
    when '/api/v4/internal/allowed'
      project = JSON.parse(env['rack.input'].read).fetch('project')
      [401, headers, [JSON.generate(status: false, message: "#{project} is read-only.")]]
    else [404, headers, ['{}']]
    end
  end

  def setup
    @folder = Dir.mktmpdir
    @recording = recording = File.join(@folder, 'exchanges.ndjson')
    app = Rack::Builder.new do
      use GitlabInternalApiRecorder, path: recording
      run APPLICATION
    end
    @requests = Rack::MockRequest.new(app.to_app)
  end

  def teardown
    FileUtils.remove_entry(@folder)
  end

  def test_right_requests_and_replies_are_fine
    reply = post('allowed', PUSH)
    assert_equal [401, 'group/public is read-only.'], [reply.status, JSON.parse(reply.body)['message']]
    assert_equal 'rubi', JSON.parse(get('discover?key_id=7').body)['username']
    assert_equal 404, @requests.get('/api/v4/projects/7').status
    assert_equal 2, exchanges.length
    status, report = check
    assert_equal [0, []], [status, report['findings']]
    assert_equal([2], report['recordings'].map { |recording| recording['exchanges'] })
  end

  def test_a_defect_is_found
    post('allowed', PUSH.merge(protocol: 'smoke'))
    status, report = check
    assert_equal 1, status
    found = report['findings'].map { |finding| finding.values_at('code', 'message', 'pointer') }
    assert_equal [%w[parameter-enum request /protocol]], found
  end

  def test_secrets_stay_out_of_the_file
    words = { user_id: 7, name: 'a token', scopes: ['read_api'], secret_token: 'a secret for tests' }
    reply = post('personal_access_token?private_token=in-the-query', words, 'HTTP_COOKIE' => 'session=in-a-cookie')
    assert_includes reply.body, 'glpat-the-token-made-here'
    text = File.read(@recording)
    assert_includes text, '[MASKED]'
    assert_includes text, 'read_api'
    ['a secret for tests', 'in-the-query', 'in-a-cookie', 'the-token-made-here', SECRET].each do |secret|
      refute_includes text, secret
    end
    assert_equal 0, check.first
  end

  def test_what_is_no_text_reaches_the_application_and_is_not_kept
    packed = "\x1F\x8B\xFF".b
    seen = nil
    app = GitlabInternalApiRecorder.new(->(env) { [200, {}, [seen = env['rack.input'].read]] }, path: @recording)
    reply = Rack::MockRequest.new(app).post('/gitlab/api/v4/internal/allowed', input: packed)
    assert_equal [packed, packed], [seen.b, reply.body.b]
    request = exchanges.last['request']
    assert_equal ['/gitlab/api/v4/internal/allowed', nil, 3], request.values_at('url', 'body', 'body_bytes')
  end

  private

  def get(path)
    @requests.get("/api/v4/internal/#{path}", 'HTTP_GITLAB_SHARED_SECRET' => SECRET)
  end

  def post(path, parameters, headers = {})
    body = JSON.generate(parameters)
    options = { input: body, 'CONTENT_TYPE' => 'application/json', 'HTTP_GITLAB_SHARED_SECRET' => SECRET }
    @requests.post("/api/v4/internal/#{path}", options.merge(headers))
  end

  def exchanges
    File.readlines(@recording).map { |line| JSON.parse(line) }
  end

  def check
    report, _, process = Open3.capture3(*COMMAND, 'check', @recording, '--format', 'json')
    [process.exitstatus, JSON.parse(report)]
  end
end
