# frozen_string_literal: true

require 'json'
require 'net/http'
require 'securerandom'
require 'shellwords'
require 'tempfile'
require 'time'
require 'uri'

# The stub of GitLab's internal API for tests in Ruby, whatever runs them; nothing but the standard library.
#
#   GitlabInternalApiStub.with_world do |world|
#     world.add('users', 'id' => 1000, 'username' => 'alex-doe')
#     world.faults.fail_first('checkGitAccess', attempts: 2, status: 503)
#     MyClient.new(world.url, world.secret).call
#     world.journal.wait(operation: 'checkGitAccess', status: 200)
#   end
#
# One stub serves all tests of a process; it starts when the first world is asked for and ends with the process. Each
# world is a GitLab of its own, with its own users, keys, projects, secrets and clock. The stub is the command in
# $GITLAB_INTERNAL_API (a single executable, or words such as "node /path/to/main.js"), else gitlab-internal-api on the
# PATH, else the checkout that this file lies in.
module GitlabInternalApiStub
  # The stub did not start, or refused what it was asked for.
  class Error < StandardError; end

  # Nothing came within the time.
  class NothingCame < Error; end

  COMMAND_VARIABLE = 'GITLAB_INTERNAL_API'

  # Seconds; a machine that runs other tests at the same time is slow.
  START_TIMEOUT = 60

  @mutex = Mutex.new

  class << self
    # The stub of this process.
    def shared
      @mutex.synchronize { @shared ||= Stub.start('--port', '0') }
    end

    # Makes a world; see Stub#create_world.
    def create_world(**source)
      shared.create_world(**source)
    end

    # Makes a world for a block, and deletes it afterwards.
    def with_world(**source, &block)
      shared.with_world(**source, &block)
    end
  end

  # A process that serves.
  class Stub
    attr_reader :url, :urls, :socket, :pid, :gitlab_version

    # Starts a stub with flags of its own, such as '--port', '0', '--gitlab-version', '15.0'.
    def self.start(*flags)
      new(flags)
    end

    # The words that start it.
    def self.command
      given = ENV.fetch(COMMAND_VARIABLE, '').strip
      return File.exist?(given) ? [given] : Shellwords.split(given) unless given.empty?

      on_path || checkout || raise(Error, "no stub found: set $#{COMMAND_VARIABLE} to its command, " \
                                          'or put gitlab-internal-api on the PATH')
    end

    def self.on_path
      folders = ENV.fetch('PATH', '').split(File::PATH_SEPARATOR)
      path = folders.map { |folder| File.join(folder, 'gitlab-internal-api') }.find { |file| File.executable?(file) }
      path && [path]
    end
    private_class_method :on_path

    def self.checkout
      root = File.expand_path('../../..', __dir__)
      words = [File.join(root, 'node_modules/.bin/node'), File.join(root, 'packages/cli/src/main.js')]
      words if words.all? { |path| File.exist?(path) }
    end
    private_class_method :checkout

    def initialize(flags)
      words = self.class.command + %w[serve --ready json --exit-with-stdin --log-level error] + flags
      @errors = Tempfile.new('gitlab-internal-api')
      input, @stdin = IO.pipe
      @stdout, output = IO.pipe
      @pid = Process.spawn([words.first, words.first], *words.drop(1), in: input, out: output, err: @errors.path)
      input.close
      output.close
      understand(ready_line)
    end

    # Ends it; the shared one ends by itself.
    def stop
      @stdin.close unless @stdin.closed?
      Process.wait(@pid) if @pid
      @pid = nil
      @stdout.close unless @stdout.closed?
      @errors.close!
    end

    # Makes a world: as the one called default, unless it is said what from: `file:` is the name of one that ships,
    # `copy:` that of another world, `world:` describes it.
    def create_world(name: nil, **source)
      source = { file: 'default' } if source.empty?
      name ||= "test-#{Process.pid}-#{SecureRandom.hex(6)}"
      made = ask('Post', '/worlds', 'name' => name, 'from' => source)
      World.new(self, made.fetch('name'), made.fetch('url'))
    end

    # Makes a world for a block, and deletes it afterwards.
    def with_world(**source)
      world = create_world(**source)
      begin
        yield world
      ensure
        world.delete
      end
    end

    # Asks the control API, and returns what it answers.
    def ask(verb, path, body = nil)
      uri = URI("#{url}/-#{path}")
      request = Net::HTTP.const_get(verb).new(uri)
      unless body.nil?
        request['Content-Type'] = verb == 'Patch' ? 'application/merge-patch+json' : 'application/json'
        request.body = JSON.generate(body)
      end
      understood(verb, uri, send_to(uri, request))
    end

    private

    # The third argument switches off the proxy that the environment may name.
    def send_to(uri, request)
      http = Net::HTTP.new(uri.host, uri.port, nil)
      http.read_timeout = 90
      http.max_retries = 0
      http.start { http.request(request) }
    end

    def understood(verb, uri, response)
      unless response.is_a?(Net::HTTPSuccess)
        raise Error, "#{verb.upcase} #{uri}: #{response.code} #{response.body}"
      end

      response.body.to_s.empty? ? nil : JSON.parse(response.body)
    end

    def ready_line
      return @stdout.gets if IO.select([@stdout], nil, nil, START_TIMEOUT)

      Process.kill('KILL', @pid)
      nil
    end

    def understand(line)
      raise_start_error if line.nil?
      ready = JSON.parse(line)
      @url, @urls, @socket = ready.values_at('url', 'urls', 'socket')
      @gitlab_version = ready['gitlabVersion']
    end

    def raise_start_error
      Process.wait(@pid)
      said = File.read(@errors.path)
      raise Error, "the stub ended before it answered: #{said[-4000..-1] || said}"
    end
  end

  # A GitLab of a test's own.
  class World
    attr_reader :name, :url

    def initialize(stub, name, url)
      @stub = stub
      @name = name
      @url = url
    end

    # What is in the world now.
    def get
      ask('Get')
    end

    # Changes it by a JSON Merge Patch (RFC 7396), and returns what is in it then. A list replaces a list.
    def patch(changes)
      ask('Patch', '', changes)
    end

    # Puts members into a list of the world, such as 'users'.
    def add(list, *members)
      patch(list.to_s => (get[list.to_s] || []) + members)
    end

    # What it shares with GitLab Shell and Gitaly.
    def secret
      get.dig('secrets', 'shell')
    end

    def secret=(value)
      patch('secrets' => { 'shell' => value })
    end

    def clock
      Clock.new(self)
    end

    def faults
      Faults.new(self)
    end

    def journal
      Journal.new(self)
    end

    # Deletes the world and everything in it.
    def delete
      ask('Delete')
    end

    # Asks the control API about something of this world.
    def ask(verb, path = '', body = nil)
      @stub.ask(verb, "/worlds/#{name}#{path}", body)
    end
  end

  # The time of a world: tokens, keys, subscriptions and counters expire by it and by no other.
  class Clock
    def initialize(world)
      @world = world
    end

    def now
      understood(@world.ask('Get', '/clock'))
    end

    # Stops it, at an instant where one is given.
    def freeze_at(instant = nil)
      change({ 'frozen' => true }.merge(instant ? { 'now' => instant.getutc.iso8601(3) } : {}))
    end

    # Sets it; one that is frozen stays so.
    def set(instant)
      change('now' => instant.getutc.iso8601(3))
    end

    def advance(seconds)
      understood(@world.ask('Post', '/clock/advance', 'seconds' => seconds))
    end

    # Lets it go on with the time of the machine.
    def reset
      change('frozen' => false, 'offset_seconds' => 0)
    end

    private

    def change(body)
      understood(@world.ask('Patch', '/clock', body))
    end

    def understood(clock)
      Time.iso8601(clock.fetch('now'))
    end
  end

  # What breaks replies; the first fault that fits a request strikes it.
  class Faults
    def initialize(world)
      @world = world
    end

    # Makes a fault, such as add(operation: 'postReceive', attempts: 1, cut: { when: 'within' }).
    def add(**rule)
      @world.ask('Post', '/faults', rule)
    end

    # Answers the first attempts of each call with a status; of all operations unless it is said which.
    def fail_first(operation = nil, attempts: 1, status: 500)
      rule = { attempts: attempts, answer: { status: status } }
      rule[:operation] = operation if operation
      add(**rule)
    end

    def list
      @world.ask('Get', '/faults').fetch('faults')
    end

    def remove(name)
      @world.ask('Delete', "/faults/#{name}")
    end

    def clear
      @world.ask('Delete', '/faults')
    end
  end

  # What was asked in a world and what was answered. Secrets in it read [MASKED].
  class Journal
    # Seconds that one question waits; a longer wait is several questions.
    LONGEST_WAIT = 30

    def initialize(world)
      @world = world
    end

    # The entries that fit, the oldest first: operation:, consumer:, verdict:, credentials:, status:, correlation_id:,
    # since: (the id of an entry).
    def entries(**filter)
      @world.ask('Get', "/journal?#{URI.encode_www_form(filter)}").fetch('entries')
    end

    # The first entry that fits, which is waited for.
    def wait(timeout: 5, **filter)
      deadline = monotonic + timeout
      loop do
        left = [deadline - monotonic, 0].max
        entry = entries(**filter, wait: [left, LONGEST_WAIT].min.round(3)).first
        return entry if entry
        break if left.zero?
      end
      raise NothingCame, "no request fits #{filter} within #{timeout} s; what came is #{description}"
    end

    # The pushes of the world, and whether they kept the protocol.
    def pushes
      @world.ask('Get', '/journal/pushes').fetch('pushes')
    end

    # The journal as an HTTP archive.
    def har
      @world.ask('Get', '/journal.har')
    end

    def clear
      @world.ask('Delete', '/journal')
    end

    private

    def monotonic
      Process.clock_gettime(Process::CLOCK_MONOTONIC)
    end

    def description
      lines = entries.map do |entry|
        request = entry.fetch('request')
        remarks = entry.dig('credentials', 'reasons') + entry.fetch('near_misses')
        status = entry.dig('response', 'status') || 'cut'
        "#{request.fetch('method')} #{request.fetch('url')}: #{[status, *remarks].join(' ')}"
      end
      lines.empty? ? 'nothing' : "\n  #{lines.join("\n  ")}"
    end
  end
end
