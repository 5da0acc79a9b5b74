"""Calls the stub three times for each family with the client that OpenAPI Generator generated."""

from datetime import date
from os import environ

import openapi_client as gitlab


def main():
    shell()
    error_tracking()
    kubernetes()
    customers_dot()
    scim()


def shell():
    api = gitlab.ShellApi(client_with(api_key={"GitlabSharedSecret": environ["SHELL_SECRET"]}))

    user = api.discover_user(key_id="7")
    expect("shell discoverUser", user.id == 7 and user.username == "rubi")

    access = api.check_git_access(
        gitlab.CheckGitAccessRequest(
            action="git-upload-pack", protocol="ssh", project="gnuwget/wget2", key_id=gitlab.Id(11)
        )
    )
    expect(
        "shell checkGitAccess",
        access.gl_username == "root" and access.gitaly.repository.gl_project_path == "gnuwget/wget2",
    )

    token = api.create_personal_access_token(
        gitlab.CreatePersonalAccessTokenRequest(
            user_id=gitlab.Id(29), name="elsewhere", scopes=["read_user", "read_repository"]
        )
    ).actual_instance
    expect(
        "shell createPersonalAccessToken",
        isinstance(token, gitlab.NewPersonalAccessToken) and token.scopes[1] == "read_repository",
    )


def error_tracking():
    api = gitlab.ErrorTrackingApi(client_with(api_key={"ErrorTrackingToken": environ["ERROR_TRACKING_TOKEN"]}))
    stranger = gitlab.ErrorTrackingApi(client_with(api_key={"ErrorTrackingToken": "wrong"}))
    key = gitlab.AuthenticateErrorTrackingRequest(
        project_id=gitlab.Id(111), public_key="generated-error-tracking-key"
    )

    expect("error_tracking authenticateErrorTracking", api.authenticate_error_tracking(key).enabled is True)

    try:
        stranger.authenticate_error_tracking(key)
        raise SystemExit("error_tracking: a wrong token was accepted")
    except gitlab.exceptions.UnauthorizedException as refusal:
        expect("error_tracking authenticateErrorTracking", refusal.data.message != "")

    key.public_key = "unknown"
    expect("error_tracking authenticateErrorTracking", api.authenticate_error_tracking(key).enabled is False)


def kubernetes():
    api = gitlab.KubernetesApi(
        client_with(api_key={"GitlabKasJwt": environ["KAS_JWT"]}, access_token=environ["AGENT_TOKEN"])
    )

    expect("kubernetes getAgentInfo", api.get_agent_info().agent_name == "production")
    expect("kubernetes getAgentProjectInfo", api.get_agent_project_info("group/public").project_id == 7)
    policy = api.list_scan_execution_policies().policies[0]
    expect("kubernetes listScanExecutionPolicies", policy.enabled and policy.updated_at.year == 2022)


def customers_dot():
    api = gitlab.CustomersDotApi(client_with(api_key={"PrivateToken": environ["ADMIN_TOKEN"]}))

    created = api.create_subscription(
        "1234", gitlab.CreateSubscriptionRequest(plan_code="premium", seats=10, start_date="2020-07-15")
    )
    expect("customers_dot createSubscription", created.plan.code == "premium")

    found = api.get_subscription("1234")
    expect(
        "customers_dot getSubscription",
        found.usage.seats_in_subscription == 10 and found.billing.subscription_start_date == date(2020, 7, 15),
    )

    pack = gitlab.CreateMinutesPacksRequestPacksInner(
        purchase_xid="46952fe69bebc1a4de10b2b4ff439d0c", number_of_minutes=10000, expires_at="2022-01-01"
    )
    bought = api.create_minutes_packs("123", gitlab.CreateMinutesPacksRequest(packs=[pack]))
    expect("customers_dot createMinutesPacks", bought[0].number_of_minutes == 10000)


def scim():
    api = gitlab.ScimApi(client_with(access_token=environ["SCIM_TOKEN"]))

    expect("scim listScimUsers", api.list_scim_users("test_group").total_results == 2)

    user = api.get_scim_user("test_group", "0b1d561c-21ff-4092-beab-8154b17f82f2")
    expect("scim getScimUser", user.user_name == "scim-one" and user.active is True)

    newcomer = gitlab.CreateScimUserRequest(
        externalId="ada",
        userName="ada",
        emails=[gitlab.CreateScimUserRequestEmailsInner(type="work", value="ada@example.com")],
        name=gitlab.CreateScimUserRequestName(givenName="Ada", familyName="Lovelace"),
    )
    expect("scim createScimUser", api.create_scim_user("test_group", newcomer).id == "ada")


def client_with(**credentials):
    return gitlab.ApiClient(gitlab.Configuration(host=environ["STUB_URL"], **credentials))


def expect(call, right):
    if not right:
        raise SystemExit(f"{call}: this is not what the default world replies")
    print(call)


main()
