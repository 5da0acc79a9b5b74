// Package testserver lets Go tests talk to the stub of GitLab's internal API instead of to handlers written by hand.
//
// Its exported functions bear the names and signatures of GitLab Shell's client/testserver (StartHTTPServer,
// StartSocketHTTPServer, StartHTTPSServer, StartRetryHTTPServer) and of Gitaly's internal/gitlab (NewTestServer,
// WriteShellSecretFile, SetupAndStartGitlabServer), so that a test moves over with its import. Start offers all of it at
// once.
//
// One stub runs for the test binary; it is started when the first test needs it, and ends with the binary. Each test gets
// a world of its own in it (WorldOf), a GitLab with its own users, keys, projects, secrets and clock, which is deleted
// when the test ends; tests may run in parallel. A server is a listener of the test's own (TCP, a unix socket, or HTTPS
// with or without client certificates), and whatever arrives there is answered in the test's world.
//
// The stub is the command in $GITLAB_INTERNAL_API (a single executable, or words such as "node /path/to/main.js"), else
// gitlab-internal-api on the PATH, else the checkout that this package lies in.
package testserver
