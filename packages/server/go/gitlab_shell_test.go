package testserver_test

import (
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"testing"

	"gitlab-internal-api/testserver"
)

const (
	pull          = "git-upload-pack"
	anotherSecret = "sssh, it's a secret"
)

func ask(project string) map[string]any {
	return map[string]any{"action": pull, "project": project, "changes": "_any", "protocol": "ssh", "key_id": "11"}
}

// The same questions, over everything that GitLab Shell's tests listen on.
func TestClientsOfGitLabShell(t *testing.T) {
	cases := []struct {
		name            string
		server          func(*testing.T, []testserver.TestRequestHandler) string
		relativeURLRoot string
		secret          string
		https           bool
	}{
		{name: "socket", server: testserver.StartSocketHTTPServer, secret: anotherSecret},
		{name: "socket with a relative URL root of a slash", server: testserver.StartSocketHTTPServer, relativeURLRoot: "/", secret: anotherSecret},
		{name: "socket with a relative URL root", server: testserver.StartSocketHTTPServer, relativeURLRoot: "/gitlab", secret: anotherSecret},
		{name: "port", server: testserver.StartHTTPServer, secret: anotherSecret},
		{name: "HTTPS", server: https(""), secret: anotherSecret, https: true},
		{name: "a secret with newlines around it", server: https(""), secret: "\n" + anotherSecret + "\n", https: true},
		{name: "fails first", server: testserver.StartRetryHTTPServer, secret: anotherSecret},
	}
	for _, tc := range cases {
		tc := tc
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			world := testserver.WorldOf(t)
			world.SetSecret(anotherSecret)
			options := clientOptions{relativeURLRoot: tc.relativeURLRoot, secret: tc.secret, retries: 2}
			url := tc.server(t, nil)
			if tc.https {
				options.caFile, _ = testserver.Certificate(t)
			}
			askEverything(t, newClient(t, url, options))
			askEverything(t, newClient(t, url+slashAfter(url), options))
		})
	}
}

// slashAfter is what a host may end in; a path of a socket may not.
func slashAfter(url string) string {
	if url[:5] == "http+" {
		return ""
	}
	return "/"
}

func https(clientCAPath string) func(*testing.T, []testserver.TestRequestHandler) string {
	return func(t *testing.T, handlers []testserver.TestRequestHandler) string {
		t.Helper()
		return testserver.StartHTTPSServer(t, handlers, clientCAPath)
	}
}

func askEverything(t *testing.T, client *client) {
	t.Helper()
	check, err := client.get("/check")
	must(t, err)
	equal(t, "api_version", check.json(t)["api_version"], "v4")

	user, err := client.get("/discover?key_id=11")
	must(t, err)
	equal(t, "username", user.json(t)["username"], "root")

	allowed, err := client.post("/allowed", ask("gnuwget/wget2"))
	must(t, err)
	equal(t, "gl_project_path", allowed.json(t)["gl_project_path"], "gnuwget/wget2")

	_, err = client.post("/allowed", ask("no/such"))
	message := "The project you were looking for could not be found or you don't have permission to view it."
	equal(t, "the message", fmt.Sprint(err), message)

	missing, _ := client.get("/missing")
	equal(t, "the status of a path that is not there", missing.status, http.StatusNotFound)
}

func TestAWrongSecretIsRefusedAndTheJournalSaysWhy(t *testing.T) {
	t.Parallel()
	client := newClient(t, testserver.StartSocketHTTPServer(t, nil), clientOptions{secret: "wrong"})
	_, err := client.get("/check")
	equal(t, "the message", fmt.Sprint(err), "401 Unauthorized")

	entry := testserver.WorldOf(t).Journal().Wait(testserver.Filter{Operation: "checkInstance"}, 0)
	equal(t, "the verdict on the credentials", entry.Credentials.Verdict, "refused")
	equal(t, "reasons are there", len(entry.Credentials.Reasons) > 0, true)
	equal(t, "the token", entry.Request.Header("Gitlab-Shell-Api-Request"), "[MASKED]")
}

func TestHandlersAnswerTheirPathsAndTheWorldAllOthers(t *testing.T) {
	t.Parallel()
	handlers := []testserver.TestRequestHandler{{
		Path: "/api/v4/internal/discover",
		Handler: func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, `{"id":4,"username":%q}`, "by hand, "+r.Header.Get("User-Agent"))
		},
	}, {
		Path: "/api/v4/internal/echo",
		Handler: func(w http.ResponseWriter, r *http.Request) {
			var body struct{ Text string }
			if err := testserver.DecodeJSON(r, &body); err != nil {
				t.Error(err)
			}
			_, _ = io.WriteString(w, body.Text)
		},
	}}
	client := newClient(t, testserver.StartSocketHTTPServer(t, handlers), secretOf(t))
	user, err := client.get("/discover?key_id=11")
	must(t, err)
	equal(t, "username", user.json(t)["username"], "by hand, GitLab-Shell")
	echo, err := client.post("/echo", map[string]string{"text": "Hello"})
	must(t, err)
	equal(t, "the echo", echo.body, "Hello")
	_, err = client.get("/check")
	must(t, err)
}

func secretOf(t *testing.T) clientOptions {
	t.Helper()
	return clientOptions{secret: testserver.WorldOf(t).Secret}
}

func TestAHandlerOfARetryServerDoesNotSeeTheFirstAttempt(t *testing.T) {
	t.Parallel()
	calls := 0
	url := testserver.StartRetryHTTPServer(t, []testserver.TestRequestHandler{{
		Path:    "/api/v4/internal/hello",
		Handler: func(http.ResponseWriter, *http.Request) { calls++ },
	}})
	options := secretOf(t)
	once := newClient(t, url, options)
	first, _ := once.get("/hello")
	equal(t, "the first status", first.status, http.StatusInternalServerError)
	second, _ := once.get("/hello")
	equal(t, "the second status", second.status, http.StatusOK)
	equal(t, "calls", calls, 1)
}

func TestClientCertificates(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("..", "test-data", "certificates")
	file := func(name string) string { return filepath.Join(folder, name) }
	certificate, _ := testserver.Certificate(t)
	url := testserver.StartHTTPSServer(t, nil, file("authority.pem"))
	cases := []struct {
		name    string
		options clientOptions
		fine    bool
	}{
		{"that the authority signed", clientOptions{caFile: certificate, certFile: file("client.pem"), keyFile: file("client.key")}, true},
		{"of a stranger", clientOptions{caFile: certificate, certFile: file("stranger.pem"), keyFile: file("stranger.key")}, false},
		{"none", clientOptions{caFile: certificate}, false},
		{"for a server that is not trusted", clientOptions{certFile: file("client.pem"), keyFile: file("client.key")}, false},
	}
	secret := testserver.WorldOf(t).Secret
	for _, tc := range cases {
		tc.options.secret, tc.options.retries = secret, 2
		_, err := newClient(t, url, tc.options).get("/check")
		if tc.fine {
			must(t, err)
		} else {
			equal(t, "what is said to a certificate "+tc.name, fmt.Sprint(err), "Internal API unreachable")
		}
	}
}

func TestBasicCredentials(t *testing.T) {
	t.Parallel()
	server := testserver.Start(t, testserver.Options{User: "gitlab", Password: "basic password"})
	options := clientOptions{secret: server.World.Secret, user: "gitlab", password: "basic password"}
	_, err := newClient(t, server.URL, options).get("/check")
	must(t, err)
	options.password = "wrong"
	_, err = newClient(t, server.URL, options).get("/check")
	equal(t, "the message", fmt.Sprint(err), "HTTP Basic: Access denied")
}

func TestUserAgentsTellWhoAsks(t *testing.T) {
	t.Parallel()
	url := testserver.StartHTTPServer(t, nil)
	for agent, consumer := range map[string]string{"GitLab-Shell": "gitlab-shell", "gitaly/15.5.0": "gitaly"} {
		options := secretOf(t)
		options.userAgent, options.correlationID = agent, "asked-by-"+consumer
		_, err := newClient(t, url, options).get("/check")
		must(t, err)
		filter := testserver.Filter{CorrelationID: options.correlationID}
		equal(t, "who asks", testserver.WorldOf(t).Journal().Wait(filter, 0).Consumer, consumer)
	}
}

func TestACustomActionOfAGeoSecondary(t *testing.T) {
	t.Parallel()
	world := testserver.NewWorld(t, testserver.Source{File: "geo-secondary"})
	server := testserver.Start(t, testserver.Options{World: world, UnixSocket: true})
	push := ask("group/public")
	push["action"], push["key_id"] = "git-receive-pack", "1"
	allowed, err := newClient(t, server.URL, clientOptions{secret: world.Secret}).post("/allowed", push)
	must(t, err)
	equal(t, "the status", allowed.status, http.StatusMultipleChoices)
	payload, _ := allowed.json(t)["payload"].(map[string]any)
	equal(t, "the action", payload["action"], "geo_proxy_to_primary")
}

// The stub itself listens here, with no Go in between.
func TestTheClientTalksToTheListenersOfTheStubToo(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("..", "test-data", "certificates")
	file := func(name string) string { return filepath.Join(folder, name) }
	socket := filepath.Join(t.TempDir(), "s")
	stub := testserver.StartStub(t, "--socket", socket, "--port", "0", "--relative-url-root", "/gitlab",
		"--tls-cert", file("server.pem"), "--tls-key", file("server.key"), "--tls-client-ca", file("authority.pem"))
	options := clientOptions{secret: "gitlab-shell-dev-secret", relativeURLRoot: "/gitlab"}
	_, err := newClient(t, "http+unix://"+stub.Socket, options).get("/check")
	must(t, err)

	options.caFile, options.certFile, options.keyFile = file("authority.pem"), file("client.pem"), file("client.key")
	_, err = newClient(t, stub.URL, options).get("/check")
	must(t, err)
}
