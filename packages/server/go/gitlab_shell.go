package testserver

import (
	"encoding/json"
	"net/http"
	"sync"
	"testing"
)

// StartHTTPServer starts a server on a port, and returns its URL. Requests to the path of a handler are answered by it,
// all others in WorldOf(t).
func StartHTTPServer(t *testing.T, handlers []TestRequestHandler) string {
	t.Helper()
	return Start(t, Options{Handlers: handlers}).URL
}

// StartSocketHTTPServer starts a server on a unix socket, and returns its URL, http+unix:// and the path of the socket.
func StartSocketHTTPServer(t *testing.T, handlers []TestRequestHandler) string {
	t.Helper()
	return Start(t, Options{Handlers: handlers, UnixSocket: true}).URL
}

// StartHTTPSServer starts a server that presents the certificate which Certificate returns, and that refuses clients
// without one of the authorities in clientCAPath, where that is not empty.
func StartHTTPSServer(t *testing.T, handlers []TestRequestHandler, clientCAPath string) string {
	t.Helper()
	return Start(t, Options{Handlers: handlers, TLS: &TLS{ClientCAPath: clientCAPath}}).URL
}

// StartRetryHTTPServer starts a server on a port that answers the first attempt of each call with 500.
func StartRetryHTTPServer(t *testing.T, handlers []TestRequestHandler) string {
	t.Helper()
	server := Start(t, Options{Handlers: failingFirst(handlers)})
	server.World.Faults().FailFirst("", 1, http.StatusInternalServerError)
	return server.URL
}

// failingFirst are handlers that do not get to see the first request to each URL.
func failingFirst(handlers []TestRequestHandler) []TestRequestHandler {
	var seen sync.Map
	failing := make([]TestRequestHandler, 0, len(handlers))
	for _, handler := range handlers {
		handle := handler.Handler
		failing = append(failing, TestRequestHandler{Path: handler.Path, Handler: func(w http.ResponseWriter, r *http.Request) {
			if _, again := seen.LoadOrStore(r.Method+" "+r.URL.String(), true); !again {
				w.WriteHeader(http.StatusInternalServerError)
				return
			}
			handle(w, r)
		}})
	}
	return failing
}

// DecodeJSON reads a request's body into what destination points to, and closes it.
func DecodeJSON(r *http.Request, destination any) error {
	defer r.Body.Close()
	return json.NewDecoder(r.Body).Decode(destination)
}

// StartHttpServer is the name of StartHTTPServer in older releases of GitLab Shell.
//
// Deprecated: use StartHTTPServer.
func StartHttpServer(t *testing.T, handlers []TestRequestHandler) string {
	t.Helper()
	return StartHTTPServer(t, handlers)
}

// StartSocketHttpServer is the name of StartSocketHTTPServer in older releases of GitLab Shell.
//
// Deprecated: use StartSocketHTTPServer.
func StartSocketHttpServer(t *testing.T, handlers []TestRequestHandler) string {
	t.Helper()
	return StartSocketHTTPServer(t, handlers)
}

// StartHttpsServer is the name of StartHTTPSServer in older releases of GitLab Shell.
//
// Deprecated: use StartHTTPSServer.
func StartHttpsServer(t *testing.T, handlers []TestRequestHandler, clientCAPath string) string {
	t.Helper()
	return StartHTTPSServer(t, handlers, clientCAPath)
}
