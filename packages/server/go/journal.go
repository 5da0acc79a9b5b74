package testserver

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Journal is what was asked in a world and what was answered. Secrets in it read [MASKED].
type Journal struct{ world *World }

// Journal is the journal of the world.
func (w *World) Journal() Journal { return Journal{w} }

// Filter says which entries are meant; what is empty is not looked at.
type Filter struct {
	// Operation is an operationId, such as postReceive.
	Operation string
	// Consumer is who asked, such as gitlab-shell or gitaly.
	Consumer string
	// Verdict is valid, invalid, refused or defect.
	Verdict string
	// Credentials is accepted, refused or none.
	Credentials string
	// Status is that of the reply.
	Status int
	// CorrelationID is the X-Request-Id.
	CorrelationID string
	// Since is the id of an entry; those after it are meant.
	Since int
}

// Entry is one request and what became of it.
type Entry struct {
	ID            int       `json:"id"`
	World         string    `json:"world"`
	StartedAt     time.Time `json:"started_at"`
	WorldTime     time.Time `json:"world_time"`
	CorrelationID string    `json:"correlation_id"`
	// Operation is empty where the request reached none.
	Operation string  `json:"operation"`
	Consumer  string  `json:"consumer"`
	Request   Request `json:"request"`
	// Response is nil where the connection was cut.
	Response *Response `json:"response"`
	// Verdict is valid, invalid, refused or defect.
	Verdict     string `json:"verdict"`
	Credentials struct {
		// Verdict is accepted, refused or none.
		Verdict string   `json:"verdict"`
		Reasons []string `json:"reasons"`
	} `json:"credentials"`
	Violations []Violation `json:"violations"`
	// Trace holds the checks of an access decision, in their order.
	Trace []Step `json:"trace"`
	// Fault is the name of the fault that struck.
	Fault string `json:"fault"`
	// NearMisses say what a request that reached nothing probably meant.
	NearMisses []string `json:"near_misses"`
}

// Request is a request as it came.
type Request struct {
	Method string `json:"method"`
	URL    string `json:"url"`
	Message
}

// Response is a reply.
type Response struct {
	Status int `json:"status"`
	Message
}

// Message is what requests and replies have in common.
type Message struct {
	Headers []struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	} `json:"headers"`
	Body         string `json:"body"`
	BodyEncoding string `json:"body_encoding"`
	BodyBytes    int    `json:"body_bytes"`
	Truncated    bool   `json:"truncated"`
}

// Header is the value of a header; empty where there is none.
func (m Message) Header(name string) string {
	for _, header := range m.Headers {
		if strings.EqualFold(header.Name, name) {
			return header.Value
		}
	}
	return ""
}

// Bytes are the body as it was sent.
func (m Message) Bytes() []byte {
	if m.BodyEncoding == "base64" {
		body, _ := base64.StdEncoding.DecodeString(m.Body)
		return body
	}
	return []byte(m.Body)
}

// Violation is something in a request that breaks the contract.
type Violation struct {
	Code    string `json:"code"`
	In      string `json:"in"`
	Pointer string `json:"pointer"`
	Message string `json:"message"`
}

// Step is a check of an access decision.
type Step struct {
	Check  string `json:"check"`
	Passed bool   `json:"passed"`
	Detail string `json:"detail"`
}

// Push is a git push, followed from checkGitAccess over preReceive to postReceive.
type Push struct {
	ID           int    `json:"id"`
	GLRepository string `json:"gl_repository"`
	// State is allowed, refused, received, complete or breached.
	State string `json:"state"`
	Actor string `json:"actor"`
	// Breaches say what the callers did against the protocol.
	Breaches []string `json:"breaches"`
}

// Entries are the entries that fit, the oldest first.
func (j Journal) Entries(filter Filter) []Entry {
	j.world.tb.Helper()
	return j.ask(filter.query()).Entries
}

// LastID is the id of the newest entry, for Filter.Since.
func (j Journal) LastID() int {
	j.world.tb.Helper()
	query := url.Values{"limit": {"1"}}
	return j.ask(query).LastID
}

// longestWait is how long the stub lets one question wait.
const longestWait = 30 * time.Second

// Wait returns the first entry that fits, and waits for it. The test fails where none comes within the time; the failure
// tells what came instead.
func (j Journal) Wait(filter Filter, atMost time.Duration) Entry {
	j.world.tb.Helper()
	deadline := time.Now().Add(atMost)
	for {
		left := time.Until(deadline)
		if left > longestWait {
			left = longestWait
		}
		query := filter.query()
		query.Set("wait", strconv.FormatFloat(left.Seconds(), 'f', 3, 64))
		if left <= 0 {
			query.Set("wait", "0")
		}
		if entries := j.ask(query).Entries; len(entries) > 0 {
			return entries[0]
		}
		if !time.Now().Before(deadline) {
			break
		}
	}
	j.world.tb.Fatalf("no request fits %+v within %s; what came is %s", filter, atMost, describe(j.Entries(Filter{Since: filter.Since})))
	return Entry{}
}

func describe(entries []Entry) string {
	if len(entries) == 0 {
		return "nothing"
	}
	lines := make([]string, 0, len(entries))
	for _, entry := range entries {
		status := "cut"
		if entry.Response != nil {
			status = strconv.Itoa(entry.Response.Status)
		}
		remarks := append(append([]string{}, entry.Credentials.Reasons...), entry.NearMisses...)
		line := fmt.Sprintf("%s %s: %s %s", entry.Request.Method, entry.Request.URL, status, strings.Join(remarks, "; "))
		lines = append(lines, strings.TrimSpace(line))
	}
	return "\n  " + strings.Join(lines, "\n  ")
}

// Clear forgets all entries.
func (j Journal) Clear() {
	j.world.tb.Helper()
	j.world.control.ask(j.world.tb, http.MethodDelete, j.world.path("/journal"), nil, nil)
}

// Pushes are the pushes of the world, and whether they kept the protocol.
func (j Journal) Pushes() []Push {
	j.world.tb.Helper()
	answer := struct{ Pushes []Push }{}
	j.world.control.ask(j.world.tb, http.MethodGet, j.world.path("/journal/pushes"), nil, &answer)
	return answer.Pushes
}

// HAR is the journal as an HTTP archive.
func (j Journal) HAR() []byte {
	j.world.tb.Helper()
	var archive []byte
	j.world.control.ask(j.world.tb, http.MethodGet, j.world.path("/journal.har"), nil, &archive)
	return archive
}

type journalAnswer struct {
	Entries []Entry `json:"entries"`
	LastID  int     `json:"last_id"`
}

func (j Journal) ask(query url.Values) journalAnswer {
	j.world.tb.Helper()
	var answer journalAnswer
	j.world.control.ask(j.world.tb, http.MethodGet, j.world.path("/journal?"+query.Encode()), nil, &answer)
	return answer
}

func (f Filter) query() url.Values {
	query := url.Values{}
	for name, value := range map[string]string{
		"operation":      f.Operation,
		"consumer":       f.Consumer,
		"verdict":        f.Verdict,
		"credentials":    f.Credentials,
		"status":         number(f.Status),
		"correlation_id": f.CorrelationID,
		"since":          number(f.Since),
	} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return query
}

func number(value int) string {
	if value == 0 {
		return ""
	}
	return strconv.Itoa(value)
}
