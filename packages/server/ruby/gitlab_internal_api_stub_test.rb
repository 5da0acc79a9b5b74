# frozen_string_literal: true

require 'minitest/autorun'
require 'tmpdir'
require_relative 'gitlab_internal_api_stub'

# Ruby's tests of the stub, as another project would write them.
class GitlabInternalApiStubTest < Minitest::Test
  parallelize_me!

  def setup
    @world = GitlabInternalApiStub.create_world
    @secret = @world.secret
  end

  def teardown
    @world.delete
  end

  def test_a_request_is_answered_in_the_world
    @world.add('users', 'id' => 1000, 'username' => 'alex-doe')
    assert_equal 'alex-doe', json(get('discover?user_id=1000'))['username']
    GitlabInternalApiStub.with_world(copy: @world.name) do |copy|
      copy.add('users', 'id' => 1001, 'username' => 'another')
      assert_equal 'alex-doe', json(get('discover?user_id=1000', world: copy))['username']
      assert_equal 'another', json(get('discover?user_id=1001', world: copy))['username']
    end
    assert_nil json(get('discover?user_id=1001'))
  end

  def test_a_world_is_gone_after_its_block
    gone = GitlabInternalApiStub.with_world(world: { users: [{ id: 5, username: 'ada' }] }) { |world| world }
    assert_equal '404', get('check', world: gone).code
  end

  def test_another_secret_is_refused_and_the_journal_says_why
    @world.secret = 'another secret'
    assert_equal '401', get('check').code
    entry = @world.journal.wait(operation: 'checkInstance')
    assert_equal 'refused', entry['credentials']['verdict']
    refute_empty entry['credentials']['reasons']
    refute_includes JSON.generate(entry), [@secret].pack('m0')
  end

  def test_the_first_attempts_fail
    fault = @world.faults.fail_first('checkInstance', attempts: 2, status: 503)
    headers = { 'X-Request-Id' => 'one-call' }
    assert_equal %w[503 503 200], Array.new(3) { get('check', headers).code }
    assert_equal [fault['name'], fault['name'], nil], @world.journal.entries.map { |entry| entry['fault'] }
    assert_equal 2, @world.faults.list.first['struck']
    @world.faults.remove(fault['name'])
    assert_empty @world.faults.list
  end

  def test_a_connection_is_cut
    @world.faults.add(cut: { when: 'before' })
    assert_raises(EOFError, Errno::ECONNRESET) { get('check') }
    @world.faults.clear
    assert_equal '200', get('check').code
  end

  def test_time_passes_without_waiting
    frozen = @world.clock.freeze_at(Time.utc(2023, 1, 1))
    assert_equal Time.utc(2023, 1, 1), frozen
    assert_equal Time.utc(2023, 1, 1, 0, 10), @world.clock.advance(600)
    assert_equal @world.clock.now, @world.clock.now
    assert_operator @world.clock.reset, :>, Time.utc(2023, 1, 2)
  end

  def test_a_request_is_waited_for
    asking = Thread.new { get('discover?key_id=11') }
    entry = @world.journal.wait(operation: 'discoverUser', timeout: 10)
    asking.join
    assert_equal ['GET', '/api/v4/internal/discover?key_id=11'], entry['request'].values_at('method', 'url')
    assert_equal '1.2', @world.journal.har['log']['version']
    assert_empty @world.journal.pushes
    @world.journal.clear
    assert_empty @world.journal.entries
  end

  def test_what_came_instead_is_told
    get('check')
    error = assert_raises(GitlabInternalApiStub::NothingCame) { @world.journal.wait(operation: 'postReceive', timeout: 0) }
    assert_includes error.message, 'GET /api/v4/internal/check: 200'
  end

  def test_a_refusal_says_what_is_wrong
    error = assert_raises(GitlabInternalApiStub::Error) { @world.patch('users' => [{ 'id' => 'x' }]) }
    assert_includes error.message, 'users'
  end

  def test_a_stub_of_its_own_ends_when_it_is_stopped
    stub = GitlabInternalApiStub::Stub.start('--port', '0', '--gitlab-version', '15.0')
    pid = stub.pid
    assert_equal '15.0', stub.gitlab_version
    stub.stop
    assert_raises(Errno::ESRCH) { Process.kill(0, pid) }
  end

  private

  def get(path, headers = {}, world: @world)
    uri = URI("#{world.url}/api/v4/internal/#{path}")
    request = Net::HTTP::Get.new(uri, headers.merge('Gitlab-Shared-Secret' => [@secret].pack('m0')))
    http = Net::HTTP.new(uri.host, uri.port, nil)
    # Net::HTTP repeats a GET by itself when the connection ends.
    http.max_retries = 0
    http.start { http.request(request) }
  end

  def json(response)
    JSON.parse(response.body)
  end
end

# How the stub is found and how it fails to start. It changes the environment, so it runs by itself.
class StartTest < Minitest::Test
  def test_a_stub_that_does_not_start_says_why
    Dir.mktmpdir do |folder|
      program = File.join(folder, 'a stub')
      File.write(program, "#!/bin/sh\necho 'the port is taken' >&2\nexit 3\n", perm: 0o755)
      error = assert_raises(GitlabInternalApiStub::Error) { with_command(program) { GitlabInternalApiStub::Stub.start } }
      assert_includes error.message, 'the port is taken'
    end
  end

  def test_the_command_may_have_words
    with_command("node '/a folder/main.js'") do
      assert_equal ['node', '/a folder/main.js'], GitlabInternalApiStub::Stub.command
    end
  end

  private

  def with_command(command)
    before = ENV.fetch('GITLAB_INTERNAL_API', nil)
    ENV['GITLAB_INTERNAL_API'] = command
    yield
  ensure
    ENV['GITLAB_INTERNAL_API'] = before
  end
end
