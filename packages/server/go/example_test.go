package testserver_test

import (
	"net/http"
	"testing"
	"time"

	"gitlab-internal-api/testserver"
)

var t *testing.T

func dial(string) {}

// What a test of GitLab Shell does: the client gets a URL, and the world says what it is told.
func ExampleStartSocketHTTPServer() {
	url := testserver.StartSocketHTTPServer(t, nil)
	testserver.WorldOf(t).Add("users", testserver.Content{"id": 1000, "username": "alex-doe"})
	dial(url)
}

// A handler by hand stays where the stub has no answer, or where a test wants another one.
func ExampleTestRequestHandler() {
	dial(testserver.StartHTTPServer(t, []testserver.TestRequestHandler{{
		Path:    "/api/v4/internal/not_yet_known",
		Handler: func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) },
	}}))
}

// The first two attempts of every access check fail, and a test sees that the client went on.
func ExampleFaults_FailFirst() {
	world := testserver.WorldOf(t)
	world.Faults().FailFirst("checkGitAccess", 2, http.StatusServiceUnavailable)
	dial(world.URL)
	world.Journal().Wait(testserver.Filter{Operation: "checkGitAccess", Status: http.StatusOK}, 5*time.Second)
}

// Keys, tokens and subscriptions expire without waiting.
func ExampleClock_Advance() {
	testserver.WorldOf(t).Clock().Advance(24 * time.Hour)
}

// What a test of Gitaly does.
func ExampleNewTestServer() {
	url, cleanup := testserver.NewTestServer(t, testserver.TestServerOptions{
		SecretToken:                 "topsecret",
		GLID:                        "key-1",
		GLRepository:                "project-1",
		PostReceiveCounterDecreased: true,
	})
	defer cleanup()
	dial(url)
}
