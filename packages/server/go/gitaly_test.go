package testserver_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gitlab-internal-api/testserver"
)

const (
	glID         = "key-123"
	glRepository = "project-1"
	changes      = "0000000000000000000000000000000000000000 4f5edb1ab9c4ee2d8bcd9b4a6a2c52ee53d4ab1f refs/heads/topic\n"
	repoPath     = "/var/opt/repositories/test.git"
)

func gitalyOptions() testserver.TestServerOptions {
	return testserver.TestServerOptions{
		User:                        "user",
		Password:                    "password",
		SecretToken:                 "topsecret",
		GLID:                        glID,
		GLRepository:                glRepository,
		Changes:                     changes,
		PostReceiveCounterDecreased: true,
		Protocol:                    "web",
		GitPushOptions:              []string{"ci.skip"},
		GitObjectDir:                filepath.Join(repoPath, "objects/incoming"),
		GitAlternateObjectDirs:      []string{filepath.Join(repoPath, "objects")},
		RepoPath:                    repoPath,
	}
}

// gitaly is the client that Gitaly asks with in its hooks.
func gitaly(t *testing.T, base string, options clientOptions) *client {
	t.Helper()
	options.userAgent, options.user, options.password = "gitaly/15.6.0", "user", "password"
	path := testserver.WriteShellSecretFile(t, t.TempDir(), "topsecret")
	secret, err := os.ReadFile(path)
	must(t, err)
	options.secret = string(secret)
	return newClient(t, unescaped(t, base), options)
}

// hook is what Gitaly asks before it takes a push.
func hook(objects string) map[string]string {
	env, _ := json.Marshal(map[string]any{
		"GIT_OBJECT_DIRECTORY_RELATIVE":             objects,
		"GIT_ALTERNATE_OBJECT_DIRECTORIES_RELATIVE": []string{"objects"},
	})
	return map[string]string{
		"action": "git-receive-pack", "gl_repository": glRepository, "project": repoPath, "changes": changes,
		"protocol": "web", "env": string(env), "key_id": "123",
	}
}

func pushed(identifier string) map[string]any {
	return map[string]any{
		"gl_repository": glRepository, "identifier": identifier, "changes": changes, "push_options": []string{"ci.skip"},
	}
}

func TestAPushOfGitaly(t *testing.T) {
	cases := []struct {
		name, relativeURLRoot string
		unixSocket, escaped   bool
	}{
		{name: "port"},
		{name: "port, its URL escaped", escaped: true},
		{name: "unix socket", unixSocket: true},
		{name: "unix socket, root of a slash", unixSocket: true, relativeURLRoot: "/"},
		{name: "unix socket, root of its own", unixSocket: true, relativeURLRoot: "/gitlab"},
	}
	for _, tc := range cases {
		tc := tc
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			options := gitalyOptions()
			options.UnixSocket, options.RelativeURLRoot = tc.unixSocket, tc.relativeURLRoot
			base, cleanup := testserver.NewTestServer(t, options)
			defer cleanup()
			if tc.escaped {
				base = url.PathEscape(base)
			}
			push(t, gitaly(t, base, clientOptions{relativeURLRoot: tc.relativeURLRoot}))
		})
	}
}

func push(t *testing.T, client *client) {
	t.Helper()
	check, err := client.get("/check")
	must(t, err)
	equal(t, "redis", check.json(t)["redis"], true)

	allowed, err := client.post("/allowed", hook("objects/incoming"))
	must(t, err)
	equal(t, "the status", allowed.json(t)["status"], true)
	equal(t, "the media type", strings.HasPrefix(allowed.contentType, "application/json"), true)

	before, err := client.post("/pre_receive", map[string]string{"gl_repository": glRepository})
	must(t, err)
	equal(t, "reference_counter_increased", before.json(t)["reference_counter_increased"], true)

	after, err := client.post("/post_receive", pushed(glID))
	must(t, err)
	equal(t, "reference_counter_decreased", after.json(t)["reference_counter_decreased"], true)
}

func TestHTTPSOfGitalyWantsClientCertificates(t *testing.T) {
	t.Parallel()
	certificate, key := testserver.Certificate(t)
	options := gitalyOptions()
	options.ClientCACertPath, options.ServerCertPath, options.ServerKeyPath = certificate, certificate, key
	base, _ := testserver.NewTestServer(t, options)
	push(t, gitaly(t, base, clientOptions{caFile: certificate, certFile: certificate, keyFile: key}))
	_, err := gitaly(t, base, clientOptions{caFile: certificate}).get("/check")
	equal(t, "what a client without one gets", fmt.Sprint(err), "Internal API unreachable")
}

func TestWhatIsNotExpectedIsRefused(t *testing.T) {
	t.Parallel()
	base, _ := testserver.NewTestServer(t, gitalyOptions())
	client := gitaly(t, base, clientOptions{})
	unexpected := []struct {
		path string
		body any
	}{
		{"/allowed", with(hook("objects/incoming"), "protocol", "ssh")},
		{"/allowed", with(hook("objects/incoming"), "key_id", "11")},
		{"/allowed", with(hook("objects/incoming"), "changes", strings.Replace(changes, "topic", "other", 1))},
		{"/pre_receive", map[string]string{"gl_repository": "project-2"}},
		{"/post_receive", pushed("key-11")},
		{"/post_receive", map[string]any{"gl_repository": glRepository, "identifier": glID, "changes": changes}},
	}
	for _, tc := range unexpected {
		got, _ := client.post(tc.path, tc.body)
		equal(t, fmt.Sprintf("the status of %s with %v", tc.path, tc.body), got.status, http.StatusUnauthorized)
	}
	elsewhere, err := client.post("/allowed", hook("objects/elsewhere"))
	must(t, err)
	equal(t, "the status for objects elsewhere", elsewhere.json(t)["status"], false)
}

func with(body map[string]string, name, value string) map[string]string {
	body[name] = value
	return body
}

func TestWhatThePusherIsTold(t *testing.T) {
	t.Parallel()
	options := gitalyOptions()
	options.PostReceiveCounterDecreased = false
	options.PostReceiveMessages, options.PostReceiveAlerts = []string{"one"}, []string{"two"}
	base, _ := testserver.NewTestServer(t, options)
	after, err := gitaly(t, base, clientOptions{}).post("/post_receive", pushed(glID))
	must(t, err)
	equal(t, "the reply", after.json(t), map[string]any{
		"reference_counter_decreased": false,
		"messages": []any{
			map[string]any{"message": "one", "type": "basic"},
			map[string]any{"message": "two", "type": "alert"},
		},
	})
}

func TestSecretsOfGitalyAreThoseOfItsFile(t *testing.T) {
	t.Parallel()
	options := gitalyOptions()
	folder := t.TempDir()
	base, cleanup := testserver.SetupAndStartGitlabServer(t, folder, &options)
	defer cleanup()
	secret, err := os.ReadFile(filepath.Join(folder, ".gitlab_shell_secret"))
	must(t, err)
	equal(t, "the secret", string(secret), "topsecret")
	wrong := newClient(t, base, clientOptions{secret: "wrong", user: "user", password: "password"})
	_, err = wrong.post("/pre_receive", map[string]string{"gl_repository": glRepository})
	equal(t, "the message", fmt.Sprint(err), "401 Unauthorized")
}

func TestWhatGitalyAsksForObjectsOfLFS(t *testing.T) {
	t.Parallel()
	options := gitalyOptions()
	options.LfsOid, options.LfsBody, options.GlRepository = "3ea5dd307f195f449f0e08234183b82e", "content", glRepository
	base, _ := testserver.NewTestServer(t, options)
	client := gitaly(t, base, clientOptions{})
	object, err := client.get("/lfs?oid=3ea5dd307f195f449f0e08234183b82e&gl_repository=" + glRepository)
	must(t, err)
	equal(t, "the object", object.body, "content")
	other, _ := client.get("/lfs?oid=1&gl_repository=" + glRepository)
	equal(t, "the status of another", other.status, http.StatusBadRequest)
}
