// Calls the stub three times for each family with the client that oapi-codegen generated into gitlab/.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"elsewhere/gitlab"
)

var everywhere = context.Background()

func main() {
	shell()
	errorTracking()
	kubernetes()
	customersDot()
	scim()
}

func shell() {
	client := clientWith("Gitlab-Shared-Secret", os.Getenv("SHELL_SECRET"))

	keyOfRubi := "7"
	user, err := client.DiscoverUserWithResponse(everywhere, &gitlab.DiscoverUserParams{KeyId: &keyOfRubi})
	expect("shell discoverUser", user, err, func() bool { return user.JSON200.Id == 7 && user.JSON200.Username == "rubi" })

	project := "gnuwget/wget2"
	access, err := client.CheckGitAccessWithResponse(everywhere, gitlab.CheckGitAccessRequest{
		Action:   gitlab.GitUploadPack,
		Protocol: gitlab.Ssh,
		Project:  &project,
		KeyId:    id(11),
	})
	expect("shell checkGitAccess", access, err, func() bool {
		return *access.JSON200.GlUsername == "root" && access.JSON200.Gitaly.Repository.GlProjectPath == project
	})

	token, err := client.CreatePersonalAccessTokenWithResponse(everywhere, gitlab.CreatePersonalAccessTokenRequest{
		UserId: id(29),
		Name:   "elsewhere",
		Scopes: []gitlab.PersonalAccessTokenScope{gitlab.ReadUser, gitlab.ReadRepository},
	})
	expect("shell createPersonalAccessToken", token, err, func() bool {
		created, err := token.JSON200.AsNewPersonalAccessToken()
		return err == nil && created.Token != "" && created.Scopes[1] == gitlab.ReadRepository
	})
}

func errorTracking() {
	client := clientWith("Gitlab-Error-Tracking-Token", os.Getenv("ERROR_TRACKING_TOKEN"))
	key := gitlab.AuthenticateErrorTrackingRequest{ProjectId: *id(111), PublicKey: "generated-error-tracking-key"}

	known, err := client.AuthenticateErrorTrackingWithResponse(everywhere, key)
	expect("error_tracking authenticateErrorTracking", known, err, func() bool { return known.JSON200.Enabled })

	refused, err := clientWith("Gitlab-Error-Tracking-Token", "wrong").AuthenticateErrorTrackingWithResponse(everywhere, key)
	expect("error_tracking authenticateErrorTracking", refused, err, func() bool { return refused.JSON401.Message != "" })

	key.PublicKey = "unknown"
	unknown, err := client.AuthenticateErrorTrackingWithResponse(everywhere, key)
	expect("error_tracking authenticateErrorTracking", unknown, err, func() bool { return !unknown.JSON200.Enabled })
}

func kubernetes() {
	agent := "Bearer " + os.Getenv("AGENT_TOKEN")
	client := clientWith("Gitlab-Kas-Api-Request", os.Getenv("KAS_JWT"), "Authorization", agent)

	info, err := client.GetAgentInfoWithResponse(everywhere)
	expect("kubernetes getAgentInfo", info, err, func() bool { return info.JSON200.AgentName == "production" })

	params := gitlab.GetAgentProjectInfoParams{Id: "group/public"}
	project, err := client.GetAgentProjectInfoWithResponse(everywhere, &params)
	expect("kubernetes getAgentProjectInfo", project, err, func() bool { return project.JSON200.ProjectId == 7 })

	policies, err := client.ListScanExecutionPoliciesWithResponse(everywhere)
	expect("kubernetes listScanExecutionPolicies", policies, err, func() bool {
		return policies.JSON200.Policies[0].Enabled && policies.JSON200.Policies[0].UpdatedAt.Year() == 2022
	})
}

func customersDot() {
	client := clientWith("PRIVATE-TOKEN", os.Getenv("ADMIN_TOKEN"))
	plan, seats, start := "premium", 10, "2020-07-15"

	created, err := client.CreateSubscriptionWithResponse(everywhere, "1234", gitlab.CreateSubscriptionRequest{
		PlanCode:  &plan,
		Seats:     &seats,
		StartDate: &start,
	})
	expect("customers_dot createSubscription", created, err, func() bool { return *created.JSON201.Plan.Code == plan })

	found, err := client.GetSubscriptionWithResponse(everywhere, "1234")
	expect("customers_dot getSubscription", found, err, func() bool {
		return *found.JSON200.Usage.SeatsInSubscription == seats && found.JSON200.Billing.SubscriptionStartDate.String() == start
	})

	purchase, minutes, expiry := "46952fe69bebc1a4de10b2b4ff439d0c", 10000, "2022-01-01"
	packs := gitlab.CreateMinutesPacksRequest{}
	packs.Packs = append(packs.Packs, struct {
		ExpiresAt       *gitlab.RubyDate `json:"expires_at"`
		NumberOfMinutes *int             `json:"number_of_minutes"`
		PurchaseXid     *string          `json:"purchase_xid"`
	}{&expiry, &minutes, &purchase})
	bought, err := client.CreateMinutesPacksWithResponse(everywhere, "123", packs)
	expect("customers_dot createMinutesPacks", bought, err, func() bool { return (*bought.JSON201)[0].NumberOfMinutes == minutes })
}

func scim() {
	client := clientWith("Authorization", "Bearer "+os.Getenv("SCIM_TOKEN"))
	one := "0b1d561c-21ff-4092-beab-8154b17f82f2"

	list, err := client.ListScimUsersWithResponse(everywhere, "test_group", &gitlab.ListScimUsersParams{})
	expect("scim listScimUsers", list, err, func() bool { return list.ApplicationscimJSON200.TotalResults == 2 })

	user, err := client.GetScimUserWithResponse(everywhere, "test_group", one)
	expect("scim getScimUser", user, err, func() bool {
		return user.ApplicationscimJSON200.UserName == "scim-one" && user.ApplicationscimJSON200.Active
	})

	given, family, work := "Ada", "Lovelace", "work"
	newcomer := gitlab.CreateScimUserRequest{ExternalId: "ada", UserName: "ada"}
	newcomer.Name.GivenName, newcomer.Name.FamilyName = &given, &family
	newcomer.Emails = append(newcomer.Emails, struct {
		Primary *bool   `json:"primary,omitempty"`
		Type    *string `json:"type,omitempty"`
		Value   string  `json:"value"`
	}{Type: &work, Value: "ada@example.com"})
	created, err := client.CreateScimUserWithApplicationScimPlusJSONBodyWithResponse(everywhere, "test_group", newcomer)
	expect("scim createScimUser", created, err, func() bool { return created.ApplicationscimJSON201.Id == "ada" })
}

func id(number int) *gitlab.Id {
	var id gitlab.Id
	if err := id.FromId0(number); err != nil {
		fail("an id", err)
	}
	return &id
}

// clientWith makes a client that sends headers, given as name and value by turns.
func clientWith(headers ...string) *gitlab.ClientWithResponses {
	credentials := func(_ context.Context, request *http.Request) error {
		for at := 0; at < len(headers); at += 2 {
			request.Header.Set(headers[at], headers[at+1])
		}
		return nil
	}
	client, err := gitlab.NewClientWithResponses(os.Getenv("STUB_URL"), gitlab.WithRequestEditorFn(credentials))
	if err != nil {
		fail("the client", err)
	}
	return client
}

// expect prints the call when its reply is right. A reply of another status has no typed body, and reading that panics.
func expect(call string, reply interface{ StatusCode() int }, err error, right func() bool) {
	if err != nil {
		fail(call, err)
	}
	defer func() {
		if cause := recover(); cause != nil {
			fail(call, fmt.Sprintf("the reply is a %d, %v", reply.StatusCode(), cause))
		}
	}()
	if !right() {
		fail(call, fmt.Sprintf("this %d is not what the default world replies", reply.StatusCode()))
	}
	fmt.Println(call)
}

func fail(what string, cause any) {
	fmt.Fprintf(os.Stderr, "%s: %v\n", what, cause)
	os.Exit(1)
}
