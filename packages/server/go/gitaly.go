package testserver

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestServerOptions holds what a test of Gitaly expects to be asked, as Gitaly's own test server does: whatever differs
// is refused with 401. What is empty is not looked at, and what is expected has to be something that GitLab knows:
// repositories are called project-7, wiki-7 and so on, protocols ssh, http and web.
type TestServerOptions struct {
	// User and Password are wanted as HTTP Basic credentials; SecretToken is the secret of the world.
	User, Password, SecretToken string
	// GLID is who pushes (key-1, user-1 or username-root), an administrator of the world.
	GLID string
	// GLRepository is what is pushed to, a project of the world.
	GLRepository string
	// Changes are the lines of the push.
	Changes string
	// PostReceiveMessages and PostReceiveAlerts are what the pusher is told. Without any it is what the world tells.
	PostReceiveMessages, PostReceiveAlerts []string
	// PostReceiveCounterDecreased is whether post_receive says that it counted the push down.
	PostReceiveCounterDecreased bool
	// UnixSocket makes it listen on a unix socket.
	UnixSocket bool
	// LfsStatusCode, LfsOid, LfsBody and GlRepository are for GET /internal/lfs, which the stub does not have.
	LfsStatusCode                 int
	LfsOid, LfsBody, GlRepository string
	// Protocol is how the push comes in.
	Protocol string
	// GitPushOptions are the options of the push.
	GitPushOptions []string
	// GitObjectDir and GitAlternateObjectDirs are where the objects of the push are, seen from RepoPath.
	GitObjectDir           string
	GitAlternateObjectDirs []string
	RepoPath               string
	// RelativeURLRoot is what everything is below.
	RelativeURLRoot string
	// ClientCACertPath makes it speak HTTPS, and want certificates of these authorities.
	ClientCACertPath string
	// ServerCertPath and ServerKeyPath are what it presents then.
	ServerCertPath, ServerKeyPath string
}

// NewTestServer starts a server whose world knows who pushes and where to, and returns its URL and what stops it.
func NewTestServer(tb testing.TB, options TestServerOptions) (url string, cleanup func()) {
	tb.Helper()
	world := WorldOf(tb)
	options.prepare(tb, world)
	server := Start(tb, Options{
		World:           world,
		UnixSocket:      options.UnixSocket,
		TLS:             options.tls(),
		User:            options.User,
		Password:        options.Password,
		RelativeURLRoot: options.RelativeURLRoot,
		Handlers:        []TestRequestHandler{options.lfs()},
		expected:        &expectations{options},
	})
	return server.URL, server.Close
}

// SetupAndStartGitlabServer starts such a server, and writes its secret where GitLab Shell keeps it.
func SetupAndStartGitlabServer(tb testing.TB, shellDir string, options *TestServerOptions) (string, func()) {
	tb.Helper()
	url, cleanup := NewTestServer(tb, *options)
	WriteShellSecretFile(tb, shellDir, options.SecretToken)
	return url, cleanup
}

// WriteShellSecretFile writes the secret that GitLab Shell and Gitaly share with GitLab, and returns the file's path.
func WriteShellSecretFile(tb testing.TB, dir, secretToken string) string {
	tb.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(dir, ".gitlab_shell_secret")
	write(tb, path, []byte(secretToken), 0o644)
	return path
}

func (o TestServerOptions) tls() *TLS {
	if o.ClientCACertPath == "" {
		return nil
	}
	return &TLS{CertPath: o.ServerCertPath, KeyPath: o.ServerKeyPath, ClientCAPath: o.ClientCACertPath}
}

// prepare makes the world know what the options speak of.
func (o TestServerOptions) prepare(tb testing.TB, world *World) {
	tb.Helper()
	if o.Protocol != "" && o.Protocol != "ssh" && o.Protocol != "http" && o.Protocol != "web" {
		tb.Fatalf("Protocol %q: GitLab knows ssh, http and web", o.Protocol)
	}
	if o.SecretToken != "" {
		world.SetSecret(o.SecretToken)
	}
	if o.GLID != "" {
		addPusher(tb, world, o.GLID)
	}
	if o.GLRepository != "" {
		addRepository(tb, world, o.GLRepository)
	}
	if !o.PostReceiveCounterDecreased || len(o.PostReceiveMessages)+len(o.PostReceiveAlerts) > 0 {
		world.Faults().Add(Fault{Operation: "postReceive", Answer: &Answer{Status: http.StatusOK, Body: o.postReceive()}})
	}
}

// postReceive is what Gitaly is told after a push.
func (o TestServerOptions) postReceive() Content {
	messages := []Content{}
	for _, text := range o.PostReceiveMessages {
		messages = append(messages, Content{"message": text, "type": "basic"})
	}
	for _, text := range o.PostReceiveAlerts {
		messages = append(messages, Content{"message": text, "type": "alert"})
	}
	return Content{"messages": messages, "reference_counter_decreased": o.PostReceiveCounterDecreased}
}

var glIDs = regexp.MustCompile(`^(?:(key|user)-([0-9]+)|username-(.+))$`)

// addPusher makes the world know who pushes, as an administrator: the tests are not about roles.
func addPusher(tb testing.TB, world *World, glID string) {
	tb.Helper()
	parts := partsOf(tb, glIDs, "GLID", glID, "key-1, user-1 or username-root")
	id, _ := strconv.ParseInt(parts[2], 10, 64)
	content := world.Get()
	switch {
	case parts[3] != "":
		ensureUser(content, "username", parts[3], Content{"id": freeID, "username": parts[3]})
	case parts[1] == "user":
		ensureUser(content, "id", parts[2], Content{"id": id, "username": "user-" + parts[2]})
	default:
		ensureUser(content, "username", ownerOf(tb, content, id), Content{"id": freeID, "username": keyOwner})
	}
	world.Patch(Content{"users": content["users"], "keys": content["keys"]})
}

const (
	// freeID is of no user of the world that the stub starts with.
	freeID   = 1_000_001
	keyOwner = "pusher"
)

// ensureUser makes the user whose member has this value an administrator, and adds one where there is none.
func ensureUser(content Content, member, value string, otherwise Content) {
	users, _ := content["users"].([]any)
	for _, entry := range users {
		user, _ := entry.(map[string]any)
		if user[member] == value || member == "id" && idOf(user) == value {
			user["admin"] = true
			return
		}
	}
	otherwise["admin"] = true
	content["users"] = append(users, otherwise)
}

// ownerOf is the username of a key's owner; a key that is not there is added.
func ownerOf(tb testing.TB, content Content, id int64) string {
	tb.Helper()
	keys, _ := content["keys"].([]any)
	for _, entry := range keys {
		if key, _ := entry.(map[string]any); idOf(key) == strconv.FormatInt(id, 10) {
			owner, _ := key["user"].(string)
			return owner
		}
	}
	content["keys"] = append(keys, Content{"id": id, "user": keyOwner, "key": newPublicKey(tb)})
	return keyOwner
}

var glRepositories = regexp.MustCompile(`^(?:project|wiki|design)-([0-9]+)$`)

func addRepository(tb testing.TB, world *World, glRepository string) {
	tb.Helper()
	parts := partsOf(tb, glRepositories, "GLRepository", glRepository, "project-1, wiki-1 or design-1")
	id, _ := strconv.ParseInt(parts[1], 10, 64)
	world.Add("projects", Content{"id": id, "path": "test/project-" + parts[1]})
}

// partsOf takes apart what GitLab writes in one way only.
func partsOf(tb testing.TB, pattern *regexp.Regexp, option, value, known string) []string {
	tb.Helper()
	parts := pattern.FindStringSubmatch(value)
	if parts == nil {
		tb.Fatalf("%s %q: GitLab says %s", option, value, known)
	}
	return parts
}

// newPublicKey is a line of an authorized_keys file, in the encoding of RFC 8709.
func newPublicKey(tb testing.TB) string {
	tb.Helper()
	key, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	var blob []byte
	for _, part := range [][]byte{[]byte("ssh-ed25519"), key} {
		blob = append(binary.BigEndian.AppendUint32(blob, uint32(len(part))), part...)
	}
	return "ssh-ed25519 " + base64.StdEncoding.EncodeToString(blob)
}

// lfs answers what Gitaly asks while it smudges pointers of Git LFS.
func (o TestServerOptions) lfs() TestRequestHandler {
	root := strings.TrimRight(o.RelativeURLRoot, "/")
	return TestRequestHandler{Path: root + "/api/v4/internal/lfs", Handler: func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method != http.MethodGet:
			http.Error(w, "method not GET", http.StatusMethodNotAllowed)
		case o.LfsOid != "" && r.FormValue("oid") != o.LfsOid:
			http.Error(w, "oid parameter does not match", http.StatusBadRequest)
		case o.GlRepository != "" && r.FormValue("gl_repository") != o.GlRepository:
			http.Error(w, "gl_repository parameter does not match", http.StatusBadRequest)
		default:
			w.Header().Set("Content-Type", "application/octet-stream")
			if o.LfsStatusCode != 0 {
				w.WriteHeader(o.LfsStatusCode)
			}
			_, _ = w.Write([]byte(o.LfsBody))
		}
	}}
}
