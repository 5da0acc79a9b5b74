package testserver

import (
	"bytes"
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestRequestHandler answers a path by hand. What no handler answers is answered in the test's world.
type TestRequestHandler struct {
	Path    string
	Handler func(w http.ResponseWriter, r *http.Request)
}

// Options are what a server is made of. The zero value listens on a port, and everything is answered in the test's world.
type Options struct {
	// World is where requests are answered; WorldOf the test where it is nil.
	World *World
	// UnixSocket makes it listen on a unix socket instead of a port.
	UnixSocket bool
	// TLS makes it speak HTTPS.
	TLS *TLS
	// User and Password are wanted as HTTP Basic credentials where User is not empty.
	User, Password string
	// RelativeURLRoot is what everything is below. Where it is empty any root is fine.
	RelativeURLRoot string
	// Handlers answer their paths by hand.
	Handlers []TestRequestHandler

	// expected refuses what a test does not expect.
	expected *expectations
}

// TLS says how HTTPS is spoken.
type TLS struct {
	// CertPath and KeyPath are the server's own; where they are empty, the one that Certificate returns.
	CertPath, KeyPath string
	// ClientCAPath holds the authorities whose certificates clients have to present; none where it is empty.
	ClientCAPath string
}

// Server is a listener of a test.
type Server struct {
	// URL is where it listens, as GitLab Shell writes it: http://, https://, or http+unix:// and the path of a socket.
	URL string
	// World is where its requests are answered.
	World *World

	http  *httptest.Server
	close sync.Once
}

// Start starts a server, which is closed when the test ends.
func Start(tb testing.TB, options Options) *Server {
	tb.Helper()
	if options.World == nil {
		options.World = WorldOf(tb)
	}
	server := &Server{World: options.World, http: httptest.NewUnstartedServer(handlerOf(options))}
	// A client that goes away in the middle is what many of these tests are about.
	server.http.Config.ErrorLog = log.New(io.Discard, "", 0)
	switch {
	case options.UnixSocket:
		path := socketPath(tb)
		server.http.Listener = listenOn(tb, server.http.Listener, path)
		server.http.Start()
		server.URL = "http+unix://" + path
	case options.TLS != nil:
		server.http.TLS = options.TLS.config(tb)
		server.http.StartTLS()
		server.URL = server.http.URL
	default:
		server.http.Start()
		server.URL = server.http.URL
	}
	tb.Cleanup(server.Close)
	return server
}

// Close stops the server; its world stays until the test ends.
func (s *Server) Close() {
	s.close.Do(func() {
		s.http.CloseClientConnections()
		s.http.Close()
	})
}

// socketPath is short: the folder of a test bears its name, and the system takes about a hundred characters.
func socketPath(tb testing.TB) string {
	tb.Helper()
	folder, err := os.MkdirTemp("", "stub")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = os.RemoveAll(folder) })
	return filepath.Join(folder, "gitlab.socket")
}

func listenOn(tb testing.TB, instead net.Listener, path string) net.Listener {
	tb.Helper()
	_ = instead.Close()
	listener, err := net.Listen("unix", path)
	if err != nil {
		tb.Fatal(err)
	}
	return listener
}

func (t *TLS) config(tb testing.TB) *tls.Config {
	tb.Helper()
	certPath, keyPath := t.CertPath, t.KeyPath
	if certPath == "" {
		certPath, keyPath = Certificate(tb)
	}
	certificate, err := tls.LoadX509KeyPair(certPath, keyPath)
	if err != nil {
		tb.Fatal(err)
	}
	config := &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	if t.ClientCAPath == "" {
		return config
	}
	authorities, err := os.ReadFile(t.ClientCAPath)
	if err != nil {
		tb.Fatal(err)
	}
	config.ClientCAs = x509.NewCertPool()
	if !config.ClientCAs.AppendCertsFromPEM(authorities) {
		tb.Fatalf("%s holds no certificate", t.ClientCAPath)
	}
	config.ClientAuth = tls.RequireAndVerifyClientCert
	return config
}

// handlerOf answers what has a handler, and passes everything else on to the world.
func handlerOf(options Options) http.Handler {
	mux := http.NewServeMux()
	hasRoot := false
	for _, handler := range options.Handlers {
		mux.HandleFunc(handler.Path, handler.Handler)
		hasRoot = hasRoot || handler.Path == "/"
	}
	if !hasRoot {
		mux.Handle("/", wantCredentials(options, newRelay(options)))
	}
	return mux
}

// wantCredentials answers like GitLab where HTTP Basic credentials do not let in. Whoever passes has used them up.
func wantCredentials(options Options, next http.Handler) http.Handler {
	if options.User == "" {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		if !same(user, options.User) || !same(password, options.Password) {
			w.Header().Set("WWW-Authenticate", `Basic realm="GitLab", charset="UTF-8"`)
			writeJSON(w, http.StatusUnauthorized, Content{"message": "HTTP Basic: Access denied"})
			return
		}
		r.Header.Del("Authorization")
		next.ServeHTTP(w, r)
	})
}

func same(one, other string) bool {
	return subtle.ConstantTimeCompare([]byte(one), []byte(other)) == 1
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// bodyOf reads a body and leaves it for whoever comes next.
func bodyOf(r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	return body, err
}

// belowRoot is the path and query of a request without the relative URL root; false where it is not below it.
func belowRoot(target, root string) (string, bool) {
	if root = strings.Trim(root, "/"); root != "" {
		below := strings.TrimPrefix(target, "/"+root)
		return below, below != target && strings.HasPrefix(below, "/")
	}
	// The functions that take no root serve clients that have one.
	if at := strings.Index(target, "/api/"); at > 0 && !strings.Contains(target[:at], "?") {
		return target[at:], true
	}
	return target, true
}
