package testserver_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
)

// client asks as GitLab Shell's and Gitaly's own client does: how it builds URLs from a base URL and a relative URL root,
// how it signs, how often it tries again, and what it makes of a reply.
type client struct {
	http      *http.Client
	host      string
	secret    string
	userAgent string
	user      string
	password  string
	// retries is how often it tries again: twice in GitLab Shell, never in Gitaly.
	retries int
	// correlationID is sent with each attempt, where it is not empty.
	correlationID string
}

type clientOptions struct {
	relativeURLRoot           string
	caFile, certFile, keyFile string
	secret, user, password    string
	userAgent                 string
	retries                   int
	correlationID             string
}

func newClient(t *testing.T, base string, options clientOptions) *client {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	host := base
	if path := strings.TrimPrefix(base, "http+unix://"); path != base {
		host = "http://unix"
		if root := strings.Trim(options.relativeURLRoot, "/"); root != "" {
			host += "/" + root
		}
		transport.DialContext = func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", path)
		}
	}
	if strings.HasPrefix(base, "https://") {
		transport.TLSClientConfig = tlsConfig(t, options)
	}
	agent := options.userAgent
	if agent == "" {
		agent = "GitLab-Shell"
	}
	return &client{
		http: &http.Client{
			Transport:     transport,
			Timeout:       time.Minute,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		host:          host,
		secret:        strings.TrimSpace(options.secret),
		userAgent:     agent,
		user:          options.user,
		password:      options.password,
		retries:       options.retries,
		correlationID: options.correlationID,
	}
}

func tlsConfig(t *testing.T, options clientOptions) *tls.Config {
	t.Helper()
	config := &tls.Config{RootCAs: x509.NewCertPool(), MinVersion: tls.VersionTLS12}
	if options.caFile != "" {
		authorities, err := os.ReadFile(options.caFile)
		must(t, err)
		config.RootCAs.AppendCertsFromPEM(authorities)
	}
	if options.certFile != "" {
		certificate, err := tls.LoadX509KeyPair(options.certFile, options.keyFile)
		must(t, err)
		config.Certificates = []tls.Certificate{certificate}
	}
	return config
}

// answer is what a caller of the client gets: a status and a body, or what it would show its user.
type answer struct {
	status      int
	contentType string
	body        string
}

func (c *client) get(path string) (answer, error) { return c.do(http.MethodGet, path, nil) }

func (c *client) post(path string, body any) (answer, error) {
	return c.do(http.MethodPost, path, body)
}

func (c *client) do(method, path string, given any) (answer, error) {
	var body []byte
	if given != nil {
		body, _ = json.Marshal(given)
	}
	var got answer
	var err error
	for attempt := 0; attempt <= c.retries; attempt++ {
		got, err = c.try(method, path, body)
		if err == nil && got.status < 500 && got.status != http.StatusTooManyRequests {
			return got, got.problem()
		}
	}
	if err == nil && c.retries == 0 {
		return got, got.problem()
	}
	return answer{}, fmt.Errorf("Internal API unreachable")
}

func (c *client) try(method, path string, body []byte) (answer, error) {
	address := strings.TrimSuffix(c.host, "/") + "/api/v4/internal/" + strings.TrimPrefix(path, "/")
	request, err := http.NewRequest(method, address, bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", c.userAgent)
	request.Header.Set("Gitlab-Shell-Api-Request", token(c.secret, time.Now()))
	if c.user != "" {
		request.SetBasicAuth(c.user, c.password)
	}
	if c.correlationID != "" {
		request.Header.Set("X-Request-Id", c.correlationID)
	}
	request.Close = true
	response, err := c.http.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return answer{response.StatusCode, response.Header.Get("Content-Type"), string(text)}, err
}

// problem is the error text: the message of a JSON object where there is one.
func (a answer) problem() error {
	if a.status >= 200 && a.status <= 300 {
		return nil
	}
	reply := struct {
		Message string `json:"message"`
	}{}
	if json.Unmarshal([]byte(a.body), &reply) != nil {
		return fmt.Errorf("Internal API error (%d)", a.status)
	}
	return fmt.Errorf("%s", reply.Message)
}

// json reads the body.
func (a answer) json(t *testing.T) map[string]any {
	t.Helper()
	var body map[string]any
	must(t, json.Unmarshal([]byte(a.body), &body))
	return body
}

// token is the JSON Web Token of GitLab Shell: HS256 with the shared secret, valid for a minute.
func token(secret string, at time.Time) string {
	encode := base64.RawURLEncoding.EncodeToString
	claims := fmt.Sprintf(`{"iss":"gitlab-shell","iat":%d,"exp":%d}`, at.Unix(), at.Add(time.Minute).Unix())
	signed := encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode([]byte(claims))
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(signed))
	return signed + "." + encode(mac.Sum(nil))
}

// unescaped is a URL as Gitaly uses it: it takes percent-encoding off first.
func unescaped(t *testing.T, base string) string {
	t.Helper()
	text, err := url.PathUnescape(base)
	must(t, err)
	return text
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%s is %v, not %v", what, got, want)
	}
}
