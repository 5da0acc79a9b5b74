package testserver

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// Fault is a rule that breaks replies: it strikes the requests that it fits, and does one of Answer, Wait, Cut, Garble
// and Redirect to them.
type Fault struct {
	// Name is how the fault is called in journal and log; the stub thinks of one where it is empty.
	Name string `json:"name,omitempty"`
	// Operation is the operationId that it strikes, such as checkGitAccess; all of them where it is empty.
	Operation string `json:"operation,omitempty"`
	// Consumer is whom it strikes, such as gitaly; everybody where it is empty.
	Consumer string `json:"consumer,omitempty"`
	// Attempts is how many attempts of a call it strikes, always where it is 0. Attempts of a call bear the same
	// X-Request-Id; requests without one are counted together, by operation.
	Attempts Attempts `json:"attempts,omitempty"`

	Answer   *Answer   `json:"answer,omitempty"`
	Wait     *Wait     `json:"wait,omitempty"`
	Cut      *Cut      `json:"cut,omitempty"`
	Garble   *Garble   `json:"garble,omitempty"`
	Redirect *Redirect `json:"redirect,omitempty"`

	// Struck is how many requests it has struck.
	Struck int `json:"struck,omitempty"`
}

// Answer is sent instead of the reply; the operation does not run.
type Answer struct {
	Status    int               `json:"status"`
	Headers   map[string]string `json:"headers,omitempty"`
	Body      any               `json:"body,omitempty"`
	MediaType string            `json:"media_type,omitempty"`
}

// Wait holds the reply back.
type Wait struct {
	Seconds float64 `json:"seconds"`
}

// Cut ends the connection: CutBefore the first byte of the reply, and the operation does not run, or CutWithin it.
type Cut struct {
	When string `json:"when"`
}

// When a connection is cut.
const (
	CutBefore = "before"
	CutWithin = "within"
)

// Garble lets the operation run and breaks its reply.
type Garble struct {
	How string `json:"how"`
}

// How a reply is garbled.
const (
	MalformedJSON    = "malformed-json"
	WrongContentType = "wrong-content-type"
)

// Redirect sends the client elsewhere.
type Redirect struct {
	Location string `json:"location"`
	Status   int    `json:"status,omitempty"`
}

// Attempts is a number of attempts; 0 stands for all of them.
type Attempts int

// UnmarshalJSON understands the "always" of the control API.
func (a *Attempts) UnmarshalJSON(text []byte) error {
	if string(text) == `"always"` {
		*a = 0
		return nil
	}
	number, err := strconv.Atoi(string(text))
	*a = Attempts(number)
	return err
}

// Faults are the faults of a world; the first one that fits a request strikes it.
type Faults struct{ world *World }

// Faults are the faults of the world.
func (w *World) Faults() Faults { return Faults{w} }

// Add makes a fault.
func (f Faults) Add(fault Fault) Fault {
	f.world.tb.Helper()
	fault.Struck = 0
	var made Fault
	f.world.control.ask(f.world.tb, http.MethodPost, f.world.path("/faults"), fault, &made)
	return made
}

// FailFirst answers the first attempts of each call of an operation with a status; of all operations where it is empty.
func (f Faults) FailFirst(operation string, attempts, status int) Fault {
	f.world.tb.Helper()
	return f.Add(Fault{Operation: operation, Attempts: Attempts(attempts), Answer: &Answer{Status: status}})
}

// Delay holds the replies of an operation back; of all operations where it is empty.
func (f Faults) Delay(operation string, by time.Duration) Fault {
	f.world.tb.Helper()
	return f.Add(Fault{Operation: operation, Wait: &Wait{Seconds: by.Seconds()}})
}

// List is what faults there are.
func (f Faults) List() []Fault {
	f.world.tb.Helper()
	answer := struct{ Faults []Fault }{}
	f.world.control.ask(f.world.tb, http.MethodGet, f.world.path("/faults"), nil, &answer)
	return answer.Faults
}

// Remove deletes a fault.
func (f Faults) Remove(name string) {
	f.world.tb.Helper()
	f.world.control.ask(f.world.tb, http.MethodDelete, f.world.path("/faults/"+name), nil, nil)
}

// Clear deletes all faults.
func (f Faults) Clear() {
	f.world.tb.Helper()
	f.world.control.ask(f.world.tb, http.MethodDelete, f.world.path("/faults"), nil, nil)
}

// JSON is a body as text, for answers that are written by hand.
func JSON(text string) any { return json.RawMessage(text) }
