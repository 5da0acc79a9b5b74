package testserver

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
)

// control asks the control API of a stub, under /-/.
type control struct {
	base   string
	client *http.Client
}

func newControl(base string) *control {
	return &control{base: base + "/-", client: &http.Client{}}
}

// ask sends what is given as JSON, understands the reply as what answer points to, and fails the test where it is refused.
func (c *control) ask(tb testing.TB, method, path string, given, answer any) {
	tb.Helper()
	if err := c.try(method, path, given, answer); err != nil {
		tb.Fatal(err)
	}
}

func (c *control) try(method, path string, given, answer any) error {
	request, err := c.request(method, path, given)
	if err != nil {
		return err
	}
	response, err := c.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("%s %s: %s: %s", method, request.URL, response.Status, body)
	}
	if raw, ok := answer.(*[]byte); ok {
		*raw = body
		return nil
	}
	if answer == nil || len(body) == 0 {
		return nil
	}
	return json.Unmarshal(body, answer)
}

func (c *control) request(method, path string, given any) (*http.Request, error) {
	var body io.Reader
	if given != nil {
		text, err := json.Marshal(given)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(text)
	}
	request, err := http.NewRequest(method, c.base+path, body)
	if err != nil {
		return nil, err
	}
	switch {
	case given == nil:
	case method == http.MethodPatch:
		request.Header.Set("Content-Type", "application/merge-patch+json")
	default:
		request.Header.Set("Content-Type", "application/json")
	}
	return request, nil
}
