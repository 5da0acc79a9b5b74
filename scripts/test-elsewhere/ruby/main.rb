# Calls the stub three times for each family with the client that OpenAPI Generator generated.

require 'date'
require 'uri'
require 'openapi_client'

# The generated client sends every credential that an operation takes, those that are not set with an empty value, and
# GitLab takes an empty `secret_token` for a wrong one.
class OwnCredentials < OpenapiClient::Configuration
  def auth_settings
    super.reject { |_scheme, setting| ['', 'Bearer '].include?(setting[:value].to_s) }
  end
end

def shell
  api = OpenapiClient::ShellApi.new(client_with(api_key: { 'Gitlab-Shared-Secret' => ENV.fetch('SHELL_SECRET') }))

  user = api.discover_user(key_id: '7')
  expect('shell discoverUser', user.id == 7 && user.username == 'rubi')

  access = api.check_git_access(
    OpenapiClient::CheckGitAccessRequest.new(
      action: 'git-upload-pack', protocol: 'ssh', project: 'gnuwget/wget2', key_id: 11
    )
  )
  expect('shell checkGitAccess', access.gitaly.repository.gl_project_path == 'gnuwget/wget2')

  token = api.create_personal_access_token(
    OpenapiClient::CreatePersonalAccessTokenRequest.new(
      user_id: 29, name: 'elsewhere', scopes: %w[read_user read_repository]
    )
  )
  expect('shell createPersonalAccessToken',
         token.is_a?(OpenapiClient::NewPersonalAccessToken) && token.scopes[1] == 'read_repository')
end

def error_tracking
  api = error_tracking_with(ENV.fetch('ERROR_TRACKING_TOKEN'))
  key = OpenapiClient::AuthenticateErrorTrackingRequest.new(project_id: 111, public_key: 'generated-error-tracking-key')

  expect('error_tracking authenticateErrorTracking', api.authenticate_error_tracking(key).enabled == true)

  begin
    error_tracking_with('wrong').authenticate_error_tracking(key)
    abort 'error_tracking: a wrong token was accepted'
  rescue OpenapiClient::ApiError => e
    expect('error_tracking authenticateErrorTracking', e.code == 401)
  end

  key.public_key = 'unknown'
  expect('error_tracking authenticateErrorTracking', api.authenticate_error_tracking(key).enabled == false)
end

def kubernetes
  api = OpenapiClient::KubernetesApi.new(
    client_with(api_key: { 'Gitlab-Kas-Api-Request' => ENV.fetch('KAS_JWT') }, access_token: ENV.fetch('AGENT_TOKEN'))
  )

  expect('kubernetes getAgentInfo', api.get_agent_info.agent_name == 'production')
  expect('kubernetes getAgentProjectInfo', api.get_agent_project_info('group/public').project_id == 7)
  policy = api.list_scan_execution_policies.policies[0]
  expect('kubernetes listScanExecutionPolicies', policy.enabled && policy.updated_at.year == 2022)
end

def customers_dot
  api = OpenapiClient::CustomersDotApi.new(client_with(api_key: { 'PRIVATE-TOKEN' => ENV.fetch('ADMIN_TOKEN') }))

  request = OpenapiClient::CreateSubscriptionRequest.new(plan_code: 'premium', seats: 10, start_date: '2020-07-15')
  expect('customers_dot createSubscription', api.create_subscription('1234', request).plan.code == 'premium')

  found = api.get_subscription('1234')
  expect('customers_dot getSubscription',
         found.usage.seats_in_subscription == 10 && found.billing.subscription_start_date == Date.new(2020, 7, 15))

  pack = OpenapiClient::CreateMinutesPacksRequestPacksInner.new(
    purchase_xid: '46952fe69bebc1a4de10b2b4ff439d0c', number_of_minutes: 10_000, expires_at: '2022-01-01'
  )
  bought = api.create_minutes_packs('123', OpenapiClient::CreateMinutesPacksRequest.new(packs: [pack]))
  expect('customers_dot createMinutesPacks', bought[0].number_of_minutes == 10_000)
end

def scim
  api = OpenapiClient::ScimApi.new(client_with(access_token: ENV.fetch('SCIM_TOKEN')))

  expect('scim listScimUsers', api.list_scim_users('test_group').total_results == 2)

  user = api.get_scim_user('test_group', '0b1d561c-21ff-4092-beab-8154b17f82f2')
  expect('scim getScimUser', user.user_name == 'scim-one' && user.active == true)

  newcomer = OpenapiClient::CreateScimUserRequest.new(
    external_id: 'ada',
    user_name: 'ada',
    emails: [OpenapiClient::CreateScimUserRequestEmailsInner.new(type: 'work', value: 'ada@example.com')],
    name: OpenapiClient::CreateScimUserRequestName.new(given_name: 'Ada', family_name: 'Lovelace')
  )
  expect('scim createScimUser', api.create_scim_user('test_group', newcomer).id == 'ada')
end

def error_tracking_with(token)
  OpenapiClient::ErrorTrackingApi.new(client_with(api_key: { 'Gitlab-Error-Tracking-Token' => token }))
end

def client_with(api_key: {}, access_token: nil)
  stub = URI(ENV.fetch('STUB_URL'))
  configuration = OwnCredentials.new do |config|
    config.scheme = stub.scheme
    config.host = "#{stub.host}:#{stub.port}"
    config.api_key = api_key
    config.access_token = access_token
  end
  OpenapiClient::ApiClient.new(configuration)
end

def expect(call, right)
  abort "#{call}: this is not what the default world replies" unless right
  puts call
end

shell
error_tracking
kubernetes
customers_dot
scim
